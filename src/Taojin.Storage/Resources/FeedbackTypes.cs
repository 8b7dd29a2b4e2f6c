using System.Text;
using Taojin.Data;
using Taojin.Storage.Import;

namespace Taojin.Storage.Resources;

/// <summary>What feedback types mean in the log. An unknown type is kept and never guessed: it is no event, and no model learns from it.</summary>
/// <param name="settings">Names that the shop gave.</param>
public sealed class FeedbackTypes(WorkspaceSettings settings)
{
    private readonly KindMap _names = KindMap.Common
        .With(new Dictionary<string, EventKind>(StringComparer.Ordinal) { ["read"] = EventKind.View, ["like"] = EventKind.Favorite, ["star"] = EventKind.Favorite })
        .With(settings.FeedbackTypes);

    /// <summary>The kind of a type, or null.</summary>
    public EventKind? this[string type] => _names.TryGet(Encoding.UTF8.GetBytes(type), out var kind) && kind.IsTouch() ? kind : null;
}
