using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>How a recommender fails.</summary>
public sealed record FailingOptions
{
    /// <summary>Whether it throws; else its scores are no numbers.</summary>
    public bool HasErrors { get; init; }
}

/// <summary>A recommender that passes every check before it is asked, and then fails.</summary>
public sealed class FailingRecommender(FailingOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, FailingModel>
{
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<FailingOptions, FailingModel>(
        "failing", "Fails", "出错", MiningTask.Recommend, "doi:10.0/none", options => new FailingRecommender(options));

    public FailingModel Fit(Interactions data, FitContext context) => new(data.Users, data.Items.Ids, options.HasErrors);
}

/// <summary>What it learned: nothing.</summary>
public sealed class FailingModel(Vocabulary users, Vocabulary items, bool hasErrors) : IPersistent<FailingModel>, IRecommender, INonPersonalRecommender
{
    public Vocabulary Users => users;

    public Vocabulary Items => items;

    public void Score(Span<float> scores)
    {
        if (hasErrors)
            throw new InvalidOperationException("坏了");
        scores.Fill(float.NaN);
    }

    public void Score(int user, Span<float> scores) => Score(scores);

    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", users.Ids);
        writer.Ids("items", items.Ids);
        writer.Settings["errors"] = hasErrors;
    }

    public static FailingModel Load(IArtifactReader reader) => new(new Vocabulary(reader.Ids("users")), new Vocabulary(reader.Ids("items")), (bool)reader.Settings["errors"]!);
}
