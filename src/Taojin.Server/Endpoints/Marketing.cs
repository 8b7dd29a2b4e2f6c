using System.ComponentModel;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Storage;
using Taojin.Storage.Access;
using Taojin.Workflows.Marketing;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>Who the customers are, what they are worth, what they buy together, what could be done.</summary>
internal sealed class Marketing : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var market = routes.MapGroup("/api/v1/market").Needs(AccessScopes.Read).WithTags("marketing");
        market.MapGet("/segments", (LiveShop shop) => TypedResults.Ok(new MarketSegments(shop.Mine).Run())).WithSummary("Segments with what to do, cohorts with retention, funnels.");
        market.MapGet("/segments.csv", (LiveShop shop) => Csv(["user_id", "segment"], new MarketSegments(shop.Mine).Run().Members.Select(each => new object?[] { each.UserId, each.Segment })))
            .WithSummary("Each customer's segment, as CSV for a mail tool.");
        market.MapGet("/value", Value).WithSummary("What customers are worth, with intervals; who is leaving; when the next purchase is due.");
        market.MapGet("/value.csv", (LiveShop shop) => Csv(
            ["user_id", "value", "still_a_customer", "buys_within_30_days", "weeks_to_next"],
            new MarketValue(shop.Mine).Run().All().Select(each => new object?[] { each.UserId, each.Value, each.Alive, each.BuysWithinMonth, each.WeeksToNext }))).WithSummary("Every customer's value, as CSV.");
        market.MapGet("/baskets", Baskets).WithSummary("What is bought together, with significance; bundles worth promoting.");
        market.MapGet("/opportunities", (LiveShop shop) => TypedResults.Ok(new MarketOpportunities(shop.Mine).Run())).WithSummary("Findings: claim, figures with intervals, action, how to check it.");
    }

    private static Ok<ValueResult> Value(LiveShop shop, [Description("Weeks to look ahead, 1 to 260.")] double weeks = 52)
    {
        if (weeks is not (>= 1 and <= 260))
            throw RequestFault.OutOfRange("weeks", weeks, (1, 260));
        return TypedResults.Ok(new MarketValue(shop.Mine).Run(weeks));
    }

    private static Ok<BasketsResult> Baskets(
        LiveShop shop,
        [Description("Least share of baskets, .0005 to 1.")] double support = 0.002,
        [Description("Least confidence, 0 to 1.")] double confidence = 0.2)
    {
        if (support is not (>= 0.0005 and <= 1))
            throw RequestFault.OutOfRange("support", support, (0.0005, 1));
        if (confidence is not (>= 0 and <= 1))
            throw RequestFault.OutOfRange("confidence", confidence, (0, 1));
        return TypedResults.Ok(new MarketBaskets(shop.Mine).Run(new() { MinSupport = support, MinConfidence = confidence }));
    }

    private static FileContentHttpResult Csv(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) =>
        TypedResults.File(Encoding.UTF8.GetBytes(SpreadsheetCsv.Of(columns, rows)), "text/csv; charset=utf-8");
}
