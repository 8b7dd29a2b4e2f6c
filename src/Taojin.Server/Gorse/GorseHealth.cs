using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;

namespace Taojin.Server.Gorse;

/// <summary>Health as Gorse's clients ask for it: not ready while it ends. Without its store it answers lists all the same, and says that it is away.</summary>
internal sealed class GorseHealth : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Gorse().Get("/health/live", Of).IsOpen();
        routes.Gorse().Get("/health/ready", call => Of(call) is { Ready: true } status ? status : throw new GorseException(503, JsonSerializer.Serialize(Of(call), GorseJson.Options))).IsOpen();
    }

    private static GorseHealthStatus Of(GorseCall call)
    {
        var fault = call.Readiness.StoreFault;
        return new(!call.Readiness.IsDraining, fault is null ? null : new { Code = fault }, null, fault is null, true);
    }
}
