using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;

namespace Taojin.Testing.Contracts;

/// <summary>What every estimator of probabilities promises.</summary>
public sealed class ProbabilityModelContract : EstimatorContract<LabelledTable, IProbabilityModel>
{
    private const double Close = 1e-4;

    /// <summary>The promises of one algorithm.</summary>
    /// <param name="algorithms">Where it is found.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">With which options the promises are checked; null for the defaults.</param>
    public ProbabilityModelContract(Algorithms algorithms, string name, object? options = null)
        : base(algorithms, name, options)
    {
        Promise("a rule that stands in the data is found", FindsTheRule);
        Promise("probabilities lie in 0 to 1 and their mean is that of the outcomes", IsCalibrated);
        Promise("down-sampled negatives are counted back in", CorrectsThePrior);
        Promise("one row and a table of rows get the same answer", RowAndTableAgree);
        Promise("unknown values are no fault", TakesGaps);
        Promise("one outcome alone cannot be learned from, and that is said", NeedsBothOutcomes);
        Promise("what each column adds, with the bias, gives the score", PartsAddUp);
    }

    /// <inheritdoc />
    protected override (LabelledTable First, LabelledTable Second) Data() => (LabelledRows.Of(), LabelledRows.Of(2000, seed: 5));

    /// <inheritdoc />
    protected override double[] Answers(IProbabilityModel model, LabelledTable data)
    {
        var said = new double[data.Labels.Length];
        model.Predict(data.Features, said);
        return said;
    }

    /// <inheritdoc />
    protected override long Fingerprint(LabelledTable data)
    {
        var hash = new HashCode();
        foreach (var value in data.Features.Values.Values)
            hash.Add(value);
        foreach (var label in data.Labels)
            hash.Add(label);
        return hash.ToHashCode();
    }

    private void FindsTheRule()
    {
        var test = LabelledRows.Of(4000, seed: 9);
        var auc = ProbabilityEvaluation.Auc(test.Labels, Answers(Fit(LabelledRows.Of()), test));
        ContractBrokenException.Unless(auc > 0.86, $"{Card.Name}: AUC {auc:0.000} where the truth reaches 0.88.");
    }

    private void IsCalibrated()
    {
        var test = LabelledRows.Of(8000, seed: 9);
        var said = Answers(Fit(LabelledRows.Of()), test);
        ContractBrokenException.Unless(said.All(each => each is >= 0 and <= 1), $"{Card.Name}: a probability lies outside 0 to 1.");
        var (mean, share) = (said.Average(), test.PositiveCount / (double)test.Labels.Length);
        ContractBrokenException.Unless(Math.Abs(mean - share) < 0.02, $"{Card.Name}: says {mean:0.000} on average, {share:0.000} came true.");
    }

    private void CorrectsThePrior()
    {
        var all = LabelledRows.Of(8000);
        var kept = Enumerable.Range(0, all.Labels.Length).Where(row => all.Labels[row] || row % 10 == 0).ToArray();
        var sampled = new LabelledTable { Features = all.Features.Pick(kept), Labels = [.. kept.Select(row => all.Labels[row])], NegativesKept = 0.1, Validation = all.Validation };
        var (mean, share) = (Answers(Fit(sampled), all).Average(), all.PositiveCount / (double)all.Labels.Length);
        ContractBrokenException.Unless(Math.Abs(mean - share) < 0.03, $"{Card.Name}: with a tenth of the negatives it says {mean:0.000} on average, {share:0.000} came true.");
    }

    private void RowAndTableAgree()
    {
        var data = LabelledRows.Of(400);
        var model = Fit(data);
        var said = Answers(model, data);
        for (var row = 0; row < said.Length; row++)
            ContractBrokenException.Unless(Math.Abs(model.Predict(data.Features.Values[row]) - said[row]) < 1e-6, $"{Card.Name}: row {row} alone gets another answer than in a table.");
    }

    private void TakesGaps()
    {
        var model = Fit(LabelledRows.Of());
        float[] nothing = [float.NaN, float.NaN, float.NaN, float.NaN];
        ContractBrokenException.Unless(model.Predict(nothing) is >= 0 and <= 1, $"{Card.Name}: a row of which nothing is known has no probability.");
    }

    private void NeedsBothOutcomes()
    {
        foreach (var outcome in new[] { true, false })
            try
            {
                Fit(LabelledRows.OneOutcome(outcome));
                throw new ContractBrokenException($"{Card.Name}: learned from rows that all came out {outcome}.");
            }
            catch (TooLittleDataException said)
            {
                ContractBrokenException.Unless(said.Message.Contains("200", StringComparison.Ordinal), $"{Card.Name}: the message does not say how many rows there are: {said.Message}");
            }
    }

    private void PartsAddUp()
    {
        var data = LabelledRows.Of();
        if (Fit(data) is not IExplainsProbability model)
            return;
        var parts = new double[4];
        var scores = Enumerable.Range(0, 50).Select(row => (Raw: model.Explain(data.Features.Values[row], parts) + parts.Sum(), Said: model.Predict(data.Features.Values[row]))).OrderBy(each => each.Raw).ToArray();
        for (var place = 1; place < scores.Length; place++)
            ContractBrokenException.Unless(scores[place].Said >= scores[place - 1].Said - Close, $"{Card.Name}: bias and parts {scores[place].Raw:0.0000} order rows otherwise than the probability {scores[place].Said:0.0000}.");
    }
}
