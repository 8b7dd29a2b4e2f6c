using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>Fits weights of runs of words and characters, one class against the rest, with calibrated probabilities. Categories, sentiment and intents stand on it.</summary>
/// <remarks>
/// Squared hinge with L2 by dual coordinate descent (<see cref="HingeDescent"/>). Calibration: a fifth of the rows, chosen by the hash of the
/// text so that equal texts stay together, is first left out and then judged; the fit goes on from there with all rows (with a contrast, whose weights know
/// the classes, it starts anew). Where validation rows are given, they are judged instead. Words and characters beside one another for all languages: Joulin et al. 2017, doi:10.18653/v1/E17-2068.
/// </remarks>
public static class LinearTextFit
{
    private const int Parts = 5;

    /// <summary>Learns from texts.</summary>
    /// <param name="data">Texts in any language; those without any known run teach only the shares of the classes.</param>
    /// <param name="options">Which runs, how hard.</param>
    /// <param name="context">Threads change no bit of the model.</param>
    /// <exception cref="TooLittleDataException">Fewer than two classes have rows.</exception>
    public static LinearTextModel Fit(Labelled<string> data, LinearTextOptions options, FitContext context)
    {
        data.RequireTwoClasses();
        if (options.Contrast > 0 && data.Validation is null)
            return Fit(data with { Validation = data.Pick([]) }, options, context).With(Apart(data, text => text, part => Fit(part, options, context).Calibration));
        var (columns, rows) = GramColumns.Of(data, options, context);
        var (weights, calibration) = Descend(data, rows, options, context);
        var model = new LinearTextModel(LabelShares.Of(data.Classes, data.Labels), columns, weights, calibration);
        if (options.Megabytes > 0 && columns.Encoded is null)
            model = model.Packed((long)(options.Megabytes * (1 << 20)));
        return data.Validation is { Inputs.Count: > 0 } validation ? model.With(Judged(model, validation, context)) : model;
    }

    /// <summary>The calibration of a fit that a fifth of the texts was left out of: weights by contrast have seen the classes of all that they were made from.</summary>
    internal static ScoreCalibration Apart<TInput>(Labelled<TInput> data, Func<TInput, string> textOf, Func<Labelled<TInput>, ScoreCalibration> fit)
    {
        var parts = data.Inputs.Select(input => Part(textOf(input))).ToArray();
        int[] learned = [.. Enumerable.Range(0, parts.Length).Where(row => parts[row] > 0)], judged = [.. Enumerable.Range(0, parts.Length).Where(row => parts[row] == 0)];
        return learned.Select(row => data.Labels[row]).Distinct().Count() < 2 ? ScoreCalibration.None : fit(data.Pick(learned) with { Validation = data.Pick(judged) });
    }

    /// <summary>Weights of rows, and the calibration of a fifth of them that was left out first; none where validation rows will be judged.</summary>
    internal static (DenseRows Weights, ScoreCalibration Calibration) Descend(Labelled<string> data, CsrMatrix rows, LinearTextOptions options, FitContext context)
    {
        var isPair = data.Classes.Count == 2;
        var descent = new HingeDescent(rows, isPair ? [.. data.Labels.Select(label => label - 1)] : data.Labels, isPair ? 1 : data.Classes.Count);
        var settings = new HingeSettings(options.Cost, options.Epochs, options.Tolerance);
        var calibration = data.Validation is null ? HeldOut(data, rows, (descent, settings), context) : ScoreCalibration.None;
        descent.Fit([.. Enumerable.Range(0, rows.RowCount)], settings, context.Random("linear-text/order", 1), (context.Threads, context.Cancellation));
        return (descent.Weights(), calibration);
    }

    private static ScoreCalibration HeldOut(Labelled<string> data, CsrMatrix rows, (HingeDescent Descent, HingeSettings Settings) fit, FitContext context)
    {
        var parts = data.Inputs.Select(Part).ToArray();
        int[] learned = [.. Enumerable.Range(0, rows.RowCount).Where(row => parts[row] > 0)], judged = [.. Enumerable.Range(0, rows.RowCount).Where(row => parts[row] == 0)];
        fit.Descent.Fit(learned, fit.Settings, context.Random("linear-text/order"), (context.Threads, context.Cancellation));
        var weights = fit.Descent.Weights();
        var scores = new DenseRows(judged.Length, weights.ColumnCount);
        context.ForEachRow(judged.Length, place => LinearTextModel.Score(weights, rows[judged[place]], scores[place]));
        return ScoreCalibration.Fit(scores, [.. judged.Select(row => data.Labels[row])]);
    }

    private static ScoreCalibration Judged(LinearTextModel model, Labelled<string> validation, FitContext context)
    {
        var scores = new DenseRows(validation.Inputs.Count, model.ScoreCount);
        context.ForEachRow(scores.RowCount, row => model.Score(validation.Inputs[row], scores[row]));
        return ScoreCalibration.Fit(scores, validation.Labels);
    }

    private static int Part(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in TextTokens.Fold(text))
            hash = (hash ^ character) * 1099511628211UL;
        return (int)(SplitMix64.Mix(hash) % Parts);
    }
}
