namespace Taojin.Mining.Learning;

/// <summary>What meta-learners stand on: any model of probabilities for outcomes of yes and no, and any model of amounts.</summary>
/// <param name="Probability">Learns how probable a yes is.</param>
/// <param name="Value">Learns what amount is to be expected; effects, which may be negative, are learned by it too.</param>
/// <param name="IsAdditive">Whether it sees no columns together, so that who reacts how must be written out as products of columns.</param>
public sealed record BaseLearner(IEstimator<LabelledTable, IProbabilityModel> Probability, IEstimator<ValueTable, IValueModel> Value, bool IsAdditive)
{
    /// <summary>Logistic and linear regression.</summary>
    public static BaseLearner Linear { get; } = new(new Logistic(new()), new Ridge(new()), IsAdditive: true);

    /// <summary>Boosted trees, small and slow: effects are far weaker than outcomes.</summary>
    public static BaseLearner Boosting { get; } = new(
        new GradientBoosting(new() { Trees = 60, Leaves = 8, LearningRate = 0.08, RowsPerLeaf = 100, L2 = 10, ColumnShare = 1 }), new BoostedValues(new()), IsAdditive: false);

    /// <summary>Learns the outcome: by probabilities when it is 0 or 1 throughout, else as an amount; a constant when all came out alike.</summary>
    public IValueModel Outcome(FeatureTable features, float[] outcomes, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (Array.TrueForAll(outcomes, outcome => outcome == outcomes[0]))
            return new ConstantValue(outcomes.Length == 0 ? 0 : outcomes[0]);
        return Array.TrueForAll(outcomes, outcome => outcome is 0 or 1)
            ? new ProbabilityAsValue(Probability.Fit(new() { Features = features, Labels = Array.ConvertAll(outcomes, outcome => outcome > 0) }, context))
            : Value.Fit(new(features, outcomes), context);
    }
}

/// <summary>The same amount for everybody.</summary>
internal sealed class ConstantValue(double value) : IValueModel
{
    public void Predict(FeatureTable features, Span<double> values) => values[..features.RowCount].Fill(value);
}

/// <summary>The mean of an outcome of yes and no is its probability.</summary>
internal sealed class ProbabilityAsValue(IProbabilityModel model) : IValueModel
{
    public void Predict(FeatureTable features, Span<double> values) => model.Predict(features, values);
}
