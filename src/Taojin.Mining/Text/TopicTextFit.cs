using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>Fits weights of runs for all kinds of things together and for each kind apart; the kind of a text that does not say its own is guessed from its words.</summary>
/// <remarks>
/// Every text is learned from twice, once as one of all and once as one of its kind: Daumé III, ACL 2007, aclanthology.org/P07-1033. For the rest see
/// <see cref="LinearTextFit"/>: squared hinge, the calibration on a fifth that was left out first. Without kinds it is the same model as there.
/// </remarks>
public static class TopicTextFit
{
    private static readonly LinearTextOptions Guess = new() { Words = 3, LongestCharacters = 0, Contrast = 0.5, Cost = 0.5, HashBits = 20 };

    /// <summary>Learns from texts.</summary>
    /// <param name="data">Texts in any language with their kinds, where known.</param>
    /// <param name="options">Which runs, how hard, how far kinds differ.</param>
    /// <param name="context">Threads change no bit of the model.</param>
    /// <exception cref="TooLittleDataException">Fewer than two classes have rows.</exception>
    public static TopicTextModel Fit(Labelled<TopicText> data, TopicTextOptions options, FitContext context)
    {
        var words = data.Select(each => each.Text);
        var kinds = KindsOf(data, options);
        if (kinds.Count < 2)
            return new(LinearTextFit.Fit(words, options, context), null);
        data.RequireTwoClasses();
        if (data.Validation is null)
            return Fit(data with { Validation = data.Pick([]) }, options, context).With(LinearTextFit.Apart(data, each => each.Text, part => Fit(part, options, context).Calibration));
        int[] topics = [.. data.Inputs.Select(each => each.Topic is null ? -1 : kinds.IndexOf(each.Topic))];
        var (columns, rows) = GramColumns.Of(words, options, context);
        var pairs = TopicPairs.Of((rows, data.Labels, topics), columns, (data.Classes.Count, kinds.Count), options.Contrast);
        var all = (float)(1 / Math.Sqrt(1 + (options.TopicWeight * options.TopicWeight)));
        var scales = (All: all, Own: (float)options.TopicWeight * all);
        var (weights, _) = LinearTextFit.Descend(words, pairs.Doubled(rows, topics, scales), options, context);
        var (shared, own) = Parted(weights, columns.Width, scales);
        var guess = LinearTextFit.Fit(new() { Inputs = [.. Members(topics).Select(row => words.Inputs[row])], Labels = [.. Members(topics).Select(row => topics[row])], Classes = kinds }, Guess, context);
        var plain = new LinearTextModel(LabelShares.Of(words.Classes, words.Labels), columns, shared, ScoreCalibration.None);
        return Judged(new(plain, new(guess, pairs, own)), data.Validation, context);
    }

    private static IEnumerable<int> Members(int[] topics) => Enumerable.Range(0, topics.Length).Where(row => topics[row] >= 0);

    private static Vocabulary KindsOf(Labelled<TopicText> data, TopicTextOptions options) => options.TopicWeight == 0 ? new([]) : new(
        data.Inputs.Where(each => each.Topic is not null).CountBy(each => each.Topic!).Where(kind => kind.Value >= options.FewestOfTopic)
            .OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Take(options.MostTopics).Select(kind => kind.Key).Order(StringComparer.Ordinal));

    /// <summary>The weights as they are multiplied with the values of a row of length 1.</summary>
    private static (DenseRows Shared, DenseRows Own) Parted(DenseRows weights, int columns, (float All, float Own) scales)
    {
        var (shared, own) = (new DenseRows(columns + 1, weights.ColumnCount), new DenseRows(weights.RowCount - columns - 1, weights.ColumnCount));
        for (var row = 0; row < columns; row++)
            System.Numerics.Tensors.TensorPrimitives.Multiply(weights[row], scales.All, shared[row]);
        for (var row = 0; row < own.RowCount; row++)
            System.Numerics.Tensors.TensorPrimitives.Multiply(weights[columns + row], scales.Own, own[row]);
        weights[weights.RowCount - 1].CopyTo(shared[columns]);
        return (shared, own);
    }

    private static TopicTextModel Judged(TopicTextModel model, Labelled<TopicText> validation, FitContext context)
    {
        var scores = new DenseRows(validation.Inputs.Count, model.ScoreCount);
        context.ForEachRow(scores.RowCount, row => model.Score(validation.Inputs[row], scores[row]));
        return model.With(ScoreCalibration.Fit(scores, validation.Labels));
    }
}
