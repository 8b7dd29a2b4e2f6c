using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;
using Taojin.Storage.Access;
using Taojin.Storage.Resources;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Resources;

/// <summary>What users wrote about items.</summary>
internal sealed class Reviews : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var reviews = routes.MapGroup("/api/v1/reviews").WithTags("reviews").Needs(AccessScopes.Write);
        reviews.MapGet("", Page).Needs(AccessScopes.Read).WithSummary("Reviews, page by page, in order of time.");
        reviews.MapGet("/{id}", Get).Needs(AccessScopes.Read).WithSummary("One review.");
        reviews.MapPost("", PostMany).WithSummary("Writes up to 1,000 reviews as they are now; new ids are new reviews.");
        reviews.MapPut("/{id}", Put).WithSummary("Writes one review as it is now.");
        reviews.MapPatch("/{id}", Patch).WithSummary("Changes what is named and takes away what is null (RFC 7396).");
        reviews.MapDelete("/{id}", Delete).WithSummary("Removes a review.");
    }

    private static Ok<ReviewsPage> Page(
        LiveShop shop,
        [Description("At most so many, 1 to 1,000.")] int n = 100,
        [Description("The 'next' of the page before.")] string? cursor = null,
        [Description("Only of this user.")] string? user_id = null,
        [Description("Only about this item.")] string? item_id = null)
    {
        var page = Table(shop).Page(ResourceCalls.Opened(cursor), ResourceCalls.Count(n), user_id, item_id);
        return TypedResults.Ok(new ReviewsPage([.. page.Rows.Select(ReviewBody.Of)], ResourceCalls.Closed(page.Next)));
    }

    private static Ok<ReviewBody> Get(LiveShop shop, string id) => TypedResults.Ok(Found(shop, id));

    private static Ok<Written> PostMany(LiveShop shop, TimeProvider clock, IReadOnlyList<ReviewBody> reviews)
    {
        Table(shop).Put([.. ResourceCalls.Batch(reviews).Select(review => review.ToRecord(Instant.Of(clock.GetUtcNow())))]);
        return TypedResults.Ok(new Written(reviews.Count));
    }

    private static Ok<ReviewBody> Put(LiveShop shop, TimeProvider clock, string id, ReviewBody review)
    {
        ResourceCalls.CheckSame(id, review.ReviewId);
        Table(shop).Put([review.ToRecord(Instant.Of(clock.GetUtcNow()))]);
        return TypedResults.Ok(Found(shop, id));
    }

    private static Ok<ReviewBody> Patch(LiveShop shop, TimeProvider clock, string id, JsonObject patch) =>
        shop.Alone(() => Put(shop, clock, id, ResourceCalls.Patched(Found(shop, id), patch)));

    private static Ok<Removed> Delete(LiveShop shop, string id) => TypedResults.Ok(ResourceCalls.Gone(Table(shop).Remove(id), "review", id));

    private static ReviewBody Found(LiveShop shop, string id) => ReviewBody.Of(ResourceCalls.Known(Table(shop).Find(id), "review", id));

    private static ReviewTable Table(LiveShop shop) => shop.Mine.Workspace.Resources.Reviews;
}

/// <summary>Some reviews.</summary>
/// <param name="Reviews">The reviews.</param>
/// <param name="Next">Send it as cursor for the next page; nothing on the last one.</param>
internal sealed record ReviewsPage(IReadOnlyList<ReviewBody> Reviews, string? Next);
