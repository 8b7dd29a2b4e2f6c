using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Numerics;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>How hard the weights of what stands around a term are fitted.</summary>
public sealed record AspectPolarityOptions
{
    /// <summary>Weight of a row's loss against the penalty on the weights.</summary>
    [Range(1e-4, 1e4)] public double Cost { get; init; } = 0.5;

    /// <summary>How far a weight follows the contrast of the classes instead of rarity.</summary>
    [Range(0, 1)] public double Contrast { get; init; } = 0.5;

    /// <summary>Each group of runs is hashed into 2 to the power of this many places.</summary>
    [Range(8, 22)] public int HashBits { get; init; } = 17;

    /// <summary>Most passes over the rows.</summary>
    [Range(1, 1000)] public int Epochs { get; init; } = 20;
}

/// <summary>What is said of a term, learned from terms whose polarity is known: runs of its sentence, of its clause and beside it, and praise and blame by distance.</summary>
/// <remarks>
/// Groups of features after Kiritchenko, Zhu, Cherry &amp; Mohammad, SemEval 2014, doi:10.3115/v1/S14-2076, without a parser: clauses end at signs and
/// at words such as <c>but</c> and 但是. Groups are brought to length 1 apart, then weighted by log-count ratios. Squared hinge by dual coordinate descent.
/// </remarks>
/// <param name="options">How hard weights are fitted.</param>
/// <param name="sentiment">A model of whole texts of the same shop, whose view of clause and sentence is learned from too; null for none.</param>
public sealed class AspectPolarity(AspectPolarityOptions options, TopicTextModel? sentiment = null) : IEstimator<Labelled<AspectMention>, AspectPolarityModel>
{
    private readonly AspectPolarityOptions _options = options.Validated();

    /// <inheritdoc />
    public AspectPolarityModel Fit(Labelled<AspectMention> data, FitContext context)
    {
        data.RequireTwoClasses();
        if (data.Validation is null)
            return Fit(data with { Validation = data.Pick([]) }, context).With(LinearTextFit.Apart(data, mention => mention.Text, part => Fit(part, context).Calibration));
        var places = new int[data.Inputs.Count][];
        context.ForEachRow(places.Length, () => new MentionRuns(_options.HashBits, sentiment), (row, runs) => places[row] = runs.Of(new(data.Inputs[row].Text), data.Inputs[row]).ToArray());
        var columns = MentionRuns.Groups << _options.HashBits;
        var plain = Rows(places, columns, Enumerable.Repeat(1f, columns).ToArray());
        var weights = Weights(plain, data, context);
        var rows = Rows(places, columns, weights);
        var descent = new HingeDescent(rows, data.Labels, data.Classes.Count);
        descent.Fit([.. Enumerable.Range(0, rows.RowCount)], new(_options.Cost, _options.Epochs, 0.1), context.Random("aspect-polarity/order"), (context.Threads, context.Cancellation));
        var model = new AspectPolarityModel(LabelShares.Of(data.Classes, data.Labels), weights, descent.Weights(), ScoreCalibration.None, sentiment);
        return data.Validation.Inputs.Count == 0 ? model : model.With(Judged(model, data.Validation));
    }

    private float[] Weights(CsrMatrix rows, Labelled<AspectMention> data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var (often, contrasts) = ClassContrast.Of(rows, [.. Enumerable.Range(0, rows.RowCount)], data.Labels, data.Classes.Count);
        return [.. often.Zip(contrasts, (texts, contrast) => texts == 0 ? 0 : (float)(Math.Pow(1 + Math.Log((1.0 + rows.RowCount) / (1 + texts)), 1 - _options.Contrast) * Math.Pow(contrast, _options.Contrast)))];
    }

    private static CsrMatrix Rows(int[][] places, int columns, float[] weights)
    {
        var (starts, all, values) = (new int[places.Length + 1], new List<int>(), new List<float>());
        for (var row = 0; row < places.Length; row++)
        {
            var (found, weighted) = MentionRow.Of([.. places[row]], weights);
            all.AddRange(found);
            values.AddRange(weighted);
            starts[row + 1] = all.Count;
        }
        return new(places.Length, columns, starts, [.. all], [.. values]);
    }

    private static ScoreCalibration Judged(AspectPolarityModel model, Labelled<AspectMention> validation)
    {
        var scores = new DenseRows(validation.Inputs.Count, model.Classes.Count);
        for (var row = 0; row < scores.RowCount; row++)
            model.Score(validation.Inputs[row], scores[row]);
        return ScoreCalibration.Fit(scores, validation.Labels);
    }
}
