using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What came of the lists that were shown.</summary>
internal sealed class Experiments : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/experiments/candidates/{placement}", Candidate).Needs(AccessScopes.Read).WithTags("experiments")
            .WithSummary("What a placement would have brought, estimated from what others were shown and with what probability (IPS, SNIPS, DM, DR with intervals). It must have run as a shadow.");
        routes.MapGet("/api/v1/experiments", Get)
            .Needs(AccessScopes.Read).WithTags("experiments")
            .WithSummary("Placements, arms of experiments and shadow lists by what users did, with intervals that may be looked at at any time.");
    }

    private static Ok<CandidateReport> Candidate(LiveShop shop, string placement, [Description("How many days back, up to 3,650.")] double days = 30) => days is > 0 and <= 3650
        ? TypedResults.Ok(new CandidateQuality(shop.Mine).Run(placement, days))
        : throw RequestFault.OutOfRange("days", days, (1, 3650));

    private static Ok<OnlineReport> Get(LiveShop shop, [Description("How many days back, up to 3,650.")] double days = 30) => days is > 0 and <= 3650
        ? TypedResults.Ok(shop.OnlineQuality(days))
        : throw RequestFault.OutOfRange("days", days, (1, 3650));
}
