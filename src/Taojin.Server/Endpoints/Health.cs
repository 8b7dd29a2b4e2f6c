using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Server.Operations;

namespace Taojin.Server.Endpoints;

/// <summary>Whether the server lives, and whether it should be asked.</summary>
internal sealed class Health : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", Live).IsOpen().WithTags("health").WithSummary("The process answers.");
        routes.MapGet("/health/ready", Ready).IsOpen().WithTags("health").Produces<HealthState>(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Whether it should be asked: 200 when ready or degraded (it answers, but refuses events because the disk is full or the store away, or a feed waits), 503 while the log is replayed and while it ends.");
    }

    private static Ok<HealthState> Live() => TypedResults.Ok(new HealthState("live", []));

    private static JsonHttpResult<HealthState> Ready(Readiness readiness)
    {
        var (status, reasons) = readiness.Now();
        return TypedResults.Json(new HealthState(status, reasons), statusCode: status == "draining" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}

/// <summary>The state of the server.</summary>
/// <param name="Status">live, ready, degraded, draining or starting.</param>
/// <param name="Reasons">Why it is not ready.</param>
internal sealed record HealthState(string Status, IReadOnlyList<string> Reasons);
