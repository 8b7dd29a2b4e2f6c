using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;

namespace Taojin.Server.Endpoints;

/// <summary>Whether the server lives, and whether it is ready to answer.</summary>
internal sealed class Health : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", Live).IsOpen().WithTags("health").WithSummary("The process answers.");
        routes.MapGet("/health/ready", Ready).IsOpen().WithTags("health").WithSummary("The log is replayed and the models are read.");
    }

    private static Ok<HealthState> Live() => TypedResults.Ok(new HealthState("live"));

    /// <summary>The server starts to listen only after the log is replayed, so that to answer is to be ready.</summary>
    private static Ok<HealthState> Ready() => TypedResults.Ok(new HealthState("ready"));
}

/// <summary>The state of the server.</summary>
internal sealed record HealthState(string Status);
