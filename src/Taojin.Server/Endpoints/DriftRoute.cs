using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Server.Operations;
using Taojin.Storage.Access;
using Taojin.Workflows;

namespace Taojin.Server.Endpoints;

/// <summary>Whether the published models still see what they learned from.</summary>
internal sealed class DriftRoute : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/drift", GetAsync).Needs(AccessScopes.Read).WithTags("models")
        .WithSummary("Population stability of columns, scores and labels since the published models were fitted: below 0.1 little has changed, from 0.25 much. Kept for an hour.");

    private static async Task<Ok<DriftReport>> GetAsync(DriftWatch drift, HttpContext context, [Description("true looks again in any case.")] bool fresh = false) =>
        TypedResults.Ok(await drift.ReportAsync(fresh, context.RequestAborted));
}
