using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Taojin.Data;
using Taojin.Storage.Resources;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Resources;

/// <summary>What users wrote about items.</summary>
internal sealed class Reviews() : ResourceEndpoint<ReviewBody>("review")
{
    protected override Delegate Page => PageOf;

    protected override ResourceSummaries Summaries => new(
        "Reviews, page by page, in order of time.",
        "Writes up to 1,000 reviews as they are now; new ids are new reviews.",
        "Writes one review as it is now.",
        "Changes what is named and takes away what is null (RFC 7396).",
        "Removes a review.");

    protected override string IdOf(ReviewBody body) => body.ReviewId;

    protected override ReviewBody? Find(LiveShop shop, string id) => Table(shop).Find(id) is { } review ? ReviewBody.Of(review) : null;

    protected override void Write(LiveShop shop, IEnumerable<ReviewBody> bodies, Instant now) => Table(shop).Put([.. bodies.Select(review => review.ToRecord(now))]);

    protected override Removal Remove(LiveShop shop, string id) => Table(shop).Remove(id);

    private static Ok<ReviewsPage> PageOf(
        LiveShop shop,
        [Description("At most so many, 1 to 1,000.")] int n = 100,
        [Description("The 'next' of the page before.")] string? cursor = null,
        [Description("Only of this user.")] string? user_id = null,
        [Description("Only about this item.")] string? item_id = null)
    {
        var page = Table(shop).Page(ResourceCalls.Opened(cursor), ResourceCalls.Count(n), user_id, item_id);
        return TypedResults.Ok(new ReviewsPage([.. page.Rows.Select(ReviewBody.Of)], ResourceCalls.Closed(page.Next)));
    }

    private static ReviewTable Table(LiveShop shop) => shop.Mine.Workspace.Resources.Reviews;
}

/// <summary>Some reviews.</summary>
/// <param name="Reviews">The reviews.</param>
/// <param name="Next">Send it as cursor for the next page; nothing on the last one.</param>
internal sealed record ReviewsPage(IReadOnlyList<ReviewBody> Reviews, string? Next);
