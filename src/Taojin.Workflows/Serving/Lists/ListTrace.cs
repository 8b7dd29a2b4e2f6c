using Taojin.Numerics;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>How a list came about, step by step: what <c>explain=full</c> shows.</summary>
public sealed class ListTrace
{
    private const int Room = 200;
    private readonly List<RemovedItem> _removed = [];
    private readonly List<ScoredItem> _scored = [];

    /// <summary>The placement.</summary>
    public required string Placement { get; init; }

    /// <summary>The aliases that were asked, in order.</summary>
    public required IReadOnlyList<string> Retrievers { get; init; }

    /// <summary>What was among the best of a recommender and may not be shown, with what forbids it.</summary>
    public IReadOnlyList<RemovedItem> Removed { get => _removed; init => _removed = [.. value]; }

    /// <summary>Every candidate in the order of the list before chance and pins: who retrieved it and how its value came about.</summary>
    public IReadOnlyList<ScoredItem> Scored { get => _scored; init => _scored = [.. value]; }

    internal void NoteForbidden(PublishedRecommender source, ReadOnlySpan<float> scores, Func<int, string?> why)
    {
        var best = new int[Math.Min(Room, scores.Length)];
        var count = TopK.Write(scores, best);
        foreach (var index in best.AsSpan(0, count))
            if (_removed.Count < Room && why(index) is { } reason)
                _removed.Add(new(source.Model.Items.IdAt(index), source.Version, reason));
    }

    internal void NoteScored(IEnumerable<Candidate> candidates) => _scored.AddRange(candidates.Take(Room - _scored.Count).Select(each => new ScoredItem(
        each.ItemId, each.Value, [.. each.By.Select(by => new RetrievedBy(by.Source.Version, by.Rank, by.Score))], [.. each.Parts])));
}

/// <summary>An item that was retrieved and may not be shown.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Model">Who retrieved it.</param>
/// <param name="Reason">What forbids it: the user's own touch, the shop, the request, or a filter as it is written.</param>
public sealed record RemovedItem(string ItemId, string Model, string Reason);

/// <summary>A candidate with its value.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Value">By which the list is ordered.</param>
/// <param name="RetrievedBy">Who retrieved it.</param>
/// <param name="Parts">How the value came about: the first is the start, each further one multiplies.</param>
public sealed record ScoredItem(string ItemId, double Value, IReadOnlyList<RetrievedBy> RetrievedBy, IReadOnlyList<ScorePart> Parts);

/// <summary>One recommender's word for an item.</summary>
/// <param name="Model">The recommender's version.</param>
/// <param name="Rank">The item's rank with it, from 1.</param>
/// <param name="Score">The item's score with it.</param>
public sealed record RetrievedBy(string Model, int Rank, double Score);
