using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>Which steps count as "then", and how a history is read.</summary>
public sealed record TransitionsOptions
{
    /// <summary>How many steps apart two items may be: 1 counts neighbours only.</summary>
    [Range(1, 100)] public int Reach { get; init; } = 8;

    /// <summary>Each further step between two items counts so much of the one before.</summary>
    [Range(0, 1)] public double DistanceDecay { get; init; } = 0.8;

    /// <summary>A step backwards counts so much of a step forwards; 1 forgets the order.</summary>
    [Range(0, 1)] public double BackwardWeight { get; init; } = 0.1;

    /// <summary>Counts are divided by the popularity of the earlier item to this power: 1 makes them shares.</summary>
    [Range(0, 2)] public double SourceDamping { get; init; } = 0.25;

    /// <summary>Counts are divided by the popularity of the later item to this power.</summary>
    [Range(0, 2)] public double TargetDamping { get; init; } = 0.1;

    /// <summary>So many of the last items of a history are read.</summary>
    [Range(1, 1000)] public int HistoryLength { get; init; } = 20;

    /// <summary>Each older item of a history counts so much of the one after it.</summary>
    [Range(0, 1)] public double Recency { get; init; } = 0.6;

    /// <summary>Followers kept of each item, the strongest.</summary>
    [Range(1, 1_000_000)] public int Followers { get; init; } = 1000;

    /// <summary>Every item gains so much a step it was touched in: orders items that never followed.</summary>
    [Range(0, 1)] public double PopularityTieBreak { get; init; } = 1e-7;
}

/// <summary>What users touch after what: counts of pairs a few steps apart, read from the last items of a history.</summary>
/// <remarks>
/// A Markov chain with skips: C(a, b) = Σ γ^(d − 1) over all places where b comes d ≤ Reach steps after a; T(a, b) = C(a, b) ÷ (nₐ^α · n_b^β)
/// with n the number of steps an item is touched in. The score of b is Σ ρ^age · T(a, b) over the last items of the history.
/// First-order chains for recommendation: Shani, Heckerman &amp; Brafman 2005, who also propose skipping; sequential rules with distance
/// weights: Ludewig &amp; Jannach 2018, doi:10.1007/s11257-018-9209-6. The damping by both popularities is ours. Costs steps · Reach.
/// </remarks>
public sealed class Transitions(TransitionsOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, TransitionsModel>
{
    private readonly TransitionsOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<TransitionsOptions, TransitionsModel>(
        "transitions", "What follows what", "先后转移", MiningTask.Recommend, "doi:10.1007/s11257-018-9209-6",
        options => new Transitions(options)) with { Needs = [DataNeed.Users(50), DataNeed.Items(10), DataNeed.Pairs(500)] };

    /// <inheritdoc />
    public TransitionsModel Fit(Interactions data, FitContext context)
    {
        var (steps, itemCount) = (Steps.Of(data.Sequences), data.Items.Count);
        var popularity = steps.Popularity(itemCount);
        var walk = new StepWalk(steps, steps.Occurrences(itemCount), Weights());
        var damping = Array.ConvertAll(popularity, count => Math.Pow(Math.Max(1, count), _options.TargetDamping));
        var (columns, values) = (new int[itemCount][], new float[itemCount][]);
        context.ForEachRow(itemCount, () => new SparseRow(itemCount, _options.Followers), (item, row) =>
        {
            walk.AddUp(item, row);
            var source = Math.Pow(Math.Max(1, popularity[item]), _options.SourceDamping);
            (columns[item], values[item]) = row.Best(follower => source * damping[follower]);
        });
        var histories = FittedHistories.Of(data);
        return new(data.Users, data.Items.Ids, histories, StrongestRows.Stack(columns, values), popularity, TransitionsRule.Of(_options));
    }

    /// <summary>Weight by distance: place Reach + d for d steps later, Reach − d for d steps earlier.</summary>
    private float[] Weights()
    {
        var weights = new float[(2 * _options.Reach) + 1];
        for (var distance = 1; distance <= _options.Reach; distance++)
        {
            var forward = Math.Pow(_options.DistanceDecay, distance - 1);
            weights[_options.Reach + distance] = (float)forward;
            weights[_options.Reach - distance] = (float)(forward * _options.BackwardWeight);
        }
        return weights;
    }

    /// <summary>Goes through all that stands near an item.</summary>
    private sealed class StepWalk(Steps steps, (int[] Starts, int[] Places, int[] Users) occurrences, float[] weights)
    {
        public void AddUp(int item, SparseRow row)
        {
            var reach = weights.Length / 2;
            for (var slot = occurrences.Starts[item]; slot < occurrences.Starts[item + 1]; slot++)
            {
                var (place, user) = (occurrences.Places[slot], occurrences.Users[slot]);
                var (first, last) = (Math.Max(steps.Starts[user], place - reach), Math.Min(steps.Starts[user + 1] - 1, place + reach));
                for (var other = first; other <= last; other++)
                    if (steps.Items[other] != item && weights[reach + other - place] > 0)
                        row.Add(steps.Items[other], weights[reach + other - place]);
            }
        }
    }
}
