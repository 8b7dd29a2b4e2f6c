using Taojin.Data;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>For whom, where and when a list is made.</summary>
/// <param name="Request">The wish.</param>
/// <param name="User">Index of the user in the shop, or -1.</param>
/// <param name="Now">The moment of the answer.</param>
/// <param name="RequestId">Id of the answer; also names the chance in it.</param>
internal sealed record ListAsker(RecommendRequest Request, int User, Instant Now, string RequestId)
{
    /// <summary>What the list is made from in place of what the user did; null: the user's own past.</summary>
    public IReadOnlyList<Touch>? Visit { get; init; }

    /// <summary>What the user did, in order of time.</summary>
    public Touch[] Past { get; init; } = [];

    /// <summary>Whether <see cref="Past"/> holds more than this server's own copy of the log, from which lists are prepared.</summary>
    public bool IsFresher { get; init; }

    /// <summary>What the reasons of the list may speak of.</summary>
    public IReadOnlyList<Touch> Did => Visit ?? Past;

    /// <summary>What a recommender is asked with.</summary>
    public UserPast PastFor(PublishedRecommender source, Vocabulary items) => source.PastOf(Did, items, Visit is not null);
}
