using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Workflows.Tuning;

/// <summary>Models of probabilities, chosen by AUC on the validation rows.</summary>
/// <param name="train">Rows to learn from, with the validation rows inside.</param>
/// <param name="data">What they are.</param>
/// <param name="algorithms">What can be fitted.</param>
internal sealed class ProbabilityGround(LabelledTable train, string data, Algorithms algorithms) : ITuningGround
{
    private readonly LabelledTable _validation = train.Validation ?? throw new TaojinException("tune.no-validation", "The data are too short for rows to choose by.", "Import more, or set options by hand: ./taojin train --set …");

    public string Metric => "AUC";

    public string Data { get; } = $"{data}, {Fingerprint(train):x16}";

    public bool HasShares => true;

    public double Judge(AlgorithmCard card, object options, double share, FitContext context)
    {
        var model = algorithms.Estimator<LabelledTable, IProbabilityModel>(card.Name, options).Fit(Part(share, context), context);
        var said = new double[_validation.Labels.Length];
        model.Predict(_validation.Features, said);
        return ProbabilityEvaluation.Auc(_validation.Labels, said);
    }

    private static ulong Fingerprint(LabelledTable rows)
    {
        var hash = (ulong)rows.Labels.Length;
        foreach (var value in rows.Features.Values.Values)
            hash = SplitMix64.Mix(hash ^ BitConverter.SingleToUInt32Bits(value));
        foreach (var label in rows.Labels)
            hash = SplitMix64.Mix(hash ^ (label ? 1UL : 0));
        return rows.Validation is null ? hash : hash ^ Fingerprint(rows.Validation);
    }

    /// <summary>A seeded share of the rows, positives and negatives alike; a larger share holds the smaller.</summary>
    private LabelledTable Part(double share, FitContext context)
    {
        if (share >= 1)
            return train;
        int[] rows = [.. Enumerable.Range(0, train.Labels.Length).Where(row => context.Random("tune/rows", row).NextDouble() < share)];
        return train with { Features = train.Features.Pick(rows), Labels = Array.ConvertAll(rows, row => train.Labels[row]) };
    }
}
