using System.ComponentModel.DataAnnotations;
using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>Which sessions are near and what their items count.</summary>
public sealed record SessionKnnOptions
{
    /// <summary>Nearest sessions that are asked.</summary>
    [Range(1, 1_000_000)] public int Neighbours { get; init; } = 800;

    /// <summary>Of each item only so many sessions are searched, the most recent.</summary>
    [Range(1, 1_000_000)] public int SampleSize { get; init; } = 5000;

    /// <summary>Weight of an item of the history falls by e every so many places from its end.</summary>
    [Range(0.01, 1e6)] public double PositionDecay { get; init; } = 1.5;

    /// <summary>Items count by their rarity, log(1 + sessions ÷ sessions with it), to this power, in finding near sessions.</summary>
    [Range(0, 3)] public double MatchRarity { get; init; } = 1.5;

    /// <summary>The same in scoring the items of near sessions.</summary>
    [Range(0, 3)] public double ScoreRarity { get; init; } = 1;

    /// <summary>Nearness is divided by the session's length to this power: 0.5 makes it a cosine.</summary>
    [Range(0, 2)] public double LengthDamping { get; init; }

    /// <summary>The oldest session counts e to the minus this against the newest; age is the share of sessions that ended later.</summary>
    [Range(0, 100)] public double SessionDecay { get; init; } = 1;

    /// <summary>An item of a near session falls by e every so many places from the item both sessions have; the latest of them in the history.</summary>
    [Range(0.01, 1e6)] public double MatchDistanceDecay { get; init; } = 5;
}

/// <summary>What sessions like this one went on to: nearest sessions by shared items, the last ones first.</summary>
/// <remarks>
/// Every user of the data is a session. nearness(n) = |n|^−δ · e^(−κ·age) · Σ over shared items of e^(−a ÷ λ₁)·rarity, a the item's place from the
/// end of the history; the score of i is rarity(i) · Σ over the nearest n with i of nearness(n) · e^(−|distance to the match| ÷ λ₃).
/// V-SKNN: Ludewig &amp; Jannach 2018, doi:10.1007/s11257-018-9209-6; the three decays: STAN, Garg et al. 2019, doi:10.1145/3331184.3331322.
/// Recency is sampled by item, not over the whole, and ages are ranks, not days: the data of sessions often have an order and no times.
/// The fit costs one pass; a score costs the sampled sessions of the history's items and the items of the nearest.
/// </remarks>
public sealed class SessionKnn(SessionKnnOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, SessionKnnModel>
{
    private readonly SessionKnnOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<SessionKnnOptions, SessionKnnModel>(
        "session-knn", "Sessions like this one", "相似会话", MiningTask.Recommend, "doi:10.1145/3331184.3331322",
        options => new SessionKnn(options)) with { Needs = [DataNeed.Users(100), DataNeed.Items(10), DataNeed.Pairs(500)] };

    /// <inheritdoc />
    public SessionKnnModel Fit(Interactions data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var sessions = FittedHistories.Of(data);
        var order = NewestFirst(data, sessions);
        var index = SessionIndex.Of(data.Matrix, order, _options.SampleSize);
        var (factors, rank) = (new float[order.Length], 0);
        foreach (var session in order)
        {
            var age = rank++ / (double)order.Length;
            factors[session] = (float)(Math.Exp(-_options.SessionDecay * age) / Math.Pow(Math.Max(1, sessions[session].Length), _options.LengthDamping));
        }
        return new(data.Users, data.Items.Ids, sessions, index, factors, SessionKnnRule.Of(_options));
    }

    /// <summary>Sessions by the time of their last event; equal times by index, the higher first.</summary>
    private static int[] NewestFirst(Interactions data, FittedHistories sessions)
    {
        var ends = new Instant[data.Users.Count];
        for (var session = 0; session < ends.Length; session++)
            ends[session] = sessions[session].IsEmpty ? Instant.Earliest : sessions[session][^1].LastTime;
        var order = Enumerable.Range(0, ends.Length).ToArray();
        Array.Sort(order, (one, other) => ends[one] == ends[other] ? other.CompareTo(one) : ends[other].CompareTo(ends[one]));
        return order;
    }
}
