using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What to show a user.</summary>
internal sealed class Recommendations : IEndpoint
{
    private const int Most = 1000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/users/{id}/recommendations", Get)
        .WithTags("recommendations")
        .WithSummary("A list for a user, each item with its reason. What is shown is noted before it is returned.");

    private static Ok<RecommendationList> Get(
        LiveShop shop,
        [Description("The user; an unknown one gets what is bought most.")] string id,
        [Description("How many items, 1 to 1,000.")] int n = 10,
        [Description("false leaves no trace in the log.")] bool log_shown = true)
    {
        if (n is < 1 or > Most)
            throw new TaojinException("request.out-of-range", $"n is {n}.", $"Ask for 1 to {Most} items.");
        return TypedResults.Ok(shop.Recommend(new(id, n, log_shown)));
    }
}
