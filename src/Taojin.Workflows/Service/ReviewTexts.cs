using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.Text;
using Taojin.Storage.Privacy;
using Taojin.Storage.Service;

namespace Taojin.Workflows.Service;

/// <summary>A review with words, as opinions are mined from it.</summary>
/// <param name="Stored">The review.</param>
/// <param name="Text">Title and text, with the top category of its item.</param>
/// <param name="Class">What its rating says: <c>positive</c> from 4 of 5 on, <c>negative</c> up to 2; null in between and without a rating.</param>
internal sealed record ReviewText(StoredReview Stored, TopicText Text, string? Class);

/// <summary>Reads the reviews of a shop.</summary>
internal static class ReviewTexts
{
    private const float Praise = 4, Blame = 2;

    /// <summary>Reviews with words, in order of time, of whoever allows to be counted.</summary>
    public static IEnumerable<ReviewText> Of(Mine mine)
    {
        var topics = mine.Workspace.Products.All().Select(row => row.Known?.Split(" > ")[0]).ToArray();
        var allows = mine.Workspace.Consents.ByIndex(Purposes.Analytics);
        foreach (var review in mine.Workspace.Service.Reviews())
            if (allows(review.User) && $"{review.Title}\n{review.Text}".Trim() is { Length: > 0 } words)
                yield return new(review, new(words, review.Item < topics.Length ? topics[review.Item] : null), review.Rating >= Praise ? Sentiment.Positive : review.Rating <= Blame ? Sentiment.Negative : null);
    }
}
