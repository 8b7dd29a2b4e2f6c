using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows.Service;

namespace Taojin.Server.Endpoints;

/// <summary>What reviews say.</summary>
internal sealed class ReviewAspects : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/review-aspects", Get).Needs(AccessScopes.Read).WithTags("service").WithSummary("What reviews praise and blame, aspect by aspect with quotes, summed for the shop or by item, brand, category or week; what is blamed more than it was.");
        routes.MapGet("/api/v1/items/{id}/review-summary", OfItemAsync).Needs(AccessScopes.Read).WithTags("service").WithSummary("What the reviews of one item come to: no claim without a quote that stands in a review.");
    }

    private static Ok<ReviewOverview> Get([FromServices] Assistant? assistant, [Description("all, item, brand, category or week.")] string by = "all") => TypedResults.Ok(assistant.Needed().Reviews(by));

    private static async Task<Ok<ItemReviews>> OfItemAsync([FromServices] Assistant? assistant, string id, CancellationToken cancellation, [Description("en or zh, for what a language model writes.")] string language = "en") =>
        TypedResults.Ok(await assistant.Needed().ReviewsOfAsync(id, language, cancellation));
}
