using System.ComponentModel.DataAnnotations;
using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>How popularity is counted.</summary>
public sealed record PopularOptions
{
    /// <summary>After so many days a touch counts half; 0 lets it count for ever.</summary>
    [Range(0, 36_500)] public double HalfLifeDays { get; init; }
}

/// <summary>What is touched most, for everybody the same: the baseline of recommenders and the fallback of lists.</summary>
/// <remarks>The score of an item is the sum of its weights, each halved by age when a half-life is set. One pass over the entries.</remarks>
public sealed class Popular(PopularOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, PopularModel>
{
    private readonly PopularOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<PopularOptions, PopularModel>(
        "popular", "Most popular", "热门", MiningTask.Recommend, "doi:10.1145/1864708.1864721",
        options => new Popular(options), isBaseline: true) with { Needs = [DataNeed.Events(10)] };

    /// <inheritdoc />
    public PopularModel Fit(Interactions data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var (scores, matrix) = (new double[data.Items.Count], data.Matrix);
        for (var entry = 0; entry < matrix.EntryCount; entry++)
        {
            var days = data.AsOf.HoursSince(data.LastTimes[entry]) / 24;
            var age = _options.HalfLifeDays > 0 ? Math.Pow(0.5, days / _options.HalfLifeDays) : 1;
            scores[matrix.Columns[entry]] += age * matrix.Values[entry];
        }
        return new(data.Users, data.Items.Ids, Array.ConvertAll(scores, score => (float)score));
    }
}

/// <summary>One score an item.</summary>
public sealed class PopularModel : IPersistent<PopularModel>, IRecommender, INonPersonalRecommender
{
    private readonly float[] _scores;

    internal PopularModel(Vocabulary users, Vocabulary items, float[] scores) => (Users, Items, _scores) = (users, items, scores);

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc cref="IRecommender.Items" />
    public Vocabulary Items { get; }

    /// <inheritdoc />
    public void Score(Span<float> scores) => _scores.CopyTo(scores);

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => _scores.CopyTo(scores);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        writer.Array<float>("scores", _scores);
    }

    /// <inheritdoc />
    public static PopularModel Load(IArtifactReader reader) =>
        new(new Vocabulary(reader.Ids("users")), new Vocabulary(reader.Ids("items")), reader.Array<float>("scores"));
}
