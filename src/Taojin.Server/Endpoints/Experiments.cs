using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What came of the lists that were shown.</summary>
internal sealed class Experiments : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/experiments", Get)
        .Needs(AccessScopes.Read).WithTags("experiments")
        .WithSummary("Placements, arms of experiments and shadow lists by what users did, with intervals that may be looked at at any time.");

    private static Ok<OnlineReport> Get(LiveShop shop, [Description("How many days back, up to 3,650.")] double days = 30) => days is > 0 and <= 3650
        ? TypedResults.Ok(shop.OnlineQuality(days))
        : throw new TaojinException("request.out-of-range", $"days is {days}.", "Ask for 1 to 3,650 days.");
}
