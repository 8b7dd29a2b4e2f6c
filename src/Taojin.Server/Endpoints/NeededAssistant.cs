using Taojin.Data;
using Taojin.Workflows.Service;

namespace Taojin.Server.Endpoints;

/// <summary>The assistant of routes that cannot do without one.</summary>
internal static class NeededAssistant
{
    /// <exception cref="TaojinException">assistant.none.</exception>
    public static Assistant Needed(this Assistant? assistant) =>
        assistant ?? throw new TaojinException("assistant.none", "This server has no assistant.", "Start it with: ./taojin serve");
}
