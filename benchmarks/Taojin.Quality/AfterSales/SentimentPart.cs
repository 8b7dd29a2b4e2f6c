using System.Globalization;
using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Quality.Classification;
using Taojin.Quality.Frame;

namespace Taojin.Quality.AfterSales;

/// <summary>Praise or blame: Chinese reviews of ten kinds of product, and whether women's clothing is recommended; beside fasttext on the same split.</summary>
internal sealed class SentimentPart : IAfterSalesPart
{
    private const int Threads = 2;

    public string Name => "sentiment";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("online-shopping-10-cats/online_shopping_10_cats.zip") is not { } shopping || run.Data("womens-clothing-reviews/Womens_Clothing_E-Commerce_Reviews.csv.zip") is not { } clothing)
            return;
        var zh = Judge(run, "sentiment-zh", ReviewSets.Shopping(shopping), (TunedOpinions.Shopping, TunedOpinions.FastTextShopping));
        var accuracy = zh.Ours.Classes["Accuracy"];
        run.Add(new("sentiment.zh.accuracy", accuracy.Value, "", "higher") { Low = accuracy.Low, High = accuracy.High, Peer = zh.Theirs?.Classes["Accuracy"].Value });
        AddGain(run, "sentiment.zh.accuracy-minus-fasttext", zh.Theirs is null ? null : zh.Ours.Classes.Against(zh.Theirs.Classes));
        run.Add(new("sentiment.zh.calibration-error", zh.Ours.Classes["ECE"].Value, "ECE", "lower") { Peer = zh.Theirs?.Classes["ECE"].Value });
        run.Add(new("sentiment.zh.train-seconds", zh.Ours.Seconds, "s", "lower"));
        var en = Judge(run, "recommended", ReviewSets.Clothing(clothing), (TunedOpinions.Clothing, TunedOpinions.FastTextClothing));
        var auc = en.Ours.Probabilities["AUC"];
        run.Add(new("reviews.recommended.auc", auc.Value, "AUC", "higher") { Low = auc.Low, High = auc.High, Peer = en.Theirs?.Probabilities["AUC"].Value });
        AddGain(run, "reviews.recommended.auc-minus-fasttext", en.Theirs is null ? null : en.Ours.Probabilities.Against(en.Theirs.Probabilities));
        run.Add(new("reviews.recommended.calibration-error", en.Ours.Probabilities["ECE"].Value, "ECE", "lower") { Peer = en.Theirs?.Probabilities["ECE"].Value });
        Write(zh, en);
    }

    private static void AddGain(BenchmarkRun run, string name, MetricValue? gain)
    {
        if (gain is not null)
            run.Add(new(name, gain.Value, "", "higher") { Low = gain.Low, High = gain.High });
    }

    private static (OpinionSet Set, Judged Ours, Judged? Theirs) Judge(BenchmarkRun run, string name, OpinionSet set, (SentimentOptions Ours, FastTextSettings Theirs) options)
    {
        run.Say($"{name}: {set.Train.Labels.Length} reviews to learn from, {set.Test.Labels.Length} to judge by");
        var (context, start) = (new FitContext { Threads = Threads }, TimeProvider.System.GetTimestamp());
        var model = new Sentiment(options.Ours).Fit(set.Train, context);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var said = new double[set.Test.Labels.Length];
        context.ForEachRow(said.Length, () => new double[2], (row, probabilities) =>
        {
            model.Predict(set.Test.Inputs[row], probabilities);
            said[row] = probabilities[1];
        });
        var theirs = new FastText(run, Spelled).Probabilities(name, set.Texts, options.Theirs);
        return (set, Judged.Of(set.Test.Labels, said, seconds), theirs is null ? null : Judged.Of(set.Test.Labels, theirs, double.NaN));
    }

    /// <summary>Tokens parted by blanks: fasttext would take a Chinese sentence for one word.</summary>
    private static string Spelled(string text)
    {
        var (folded, tokens) = (TextTokens.Fold(text), new List<TextToken>());
        TextTokens.AddTo(folded, hasSigns: true, tokens);
        return string.Join(' ', tokens.Select(token => folded.Substring(token.Start, token.Length)));
    }

    private static void Write((OpinionSet Set, Judged Ours, Judged? Theirs) zh, (OpinionSet Set, Judged Ours, Judged? Theirs) en)
    {
        static string Value(MetricValue? value) => value is null ? "–" : double.IsNaN(value.Low) ? value.Value.ToString(".0000", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{value.Value:.0000} ({value.Low:.0000}–{value.High:.0000})");
        static string Gain(MetricValue? value) => value is null ? "–" : GainText.Of(value);
        ResultsPage.Write("after-sales:sentiment", string.Create(CultureInfo.InvariantCulture, $"""
            ## Sentiment

            `./bench after-sales --only sentiment`: equal texts stand on one side (CRC-32 of the folded text, modulo 5, is 0 for test). Intervals by bootstrap over reviews, differences paired. Options were chosen on a fifth of the training rows, fasttext's too, of {TunedOpinions.FastTextSearched} (its texts are tokens parted by blanks, so that it can read Chinese).

            online-shopping-10-cats, {zh.Set.Train.Labels.Length:#,0} reviews to learn from, {zh.Set.Test.Labels.Length:#,0} to judge; the kind of product is told for the former and guessed from the words of the latter. Linear SVMs reach .9385.

            | model | accuracy | AUC | ECE |
            |---|---:|---:|---:|
            | **sentiment** | {Value(zh.Ours.Classes["Accuracy"])} | {Value(zh.Ours.Probabilities["AUC"])} | {zh.Ours.Classes["ECE"].Value:.0000} |
            | fasttext (`{TunedOpinions.FastTextShopping}`) | {Value(zh.Theirs?.Classes["Accuracy"])} | {Value(zh.Theirs?.Probabilities["AUC"])} | {Value(zh.Theirs?.Classes["ECE"])} |
            | difference | {Gain(zh.Theirs is null ? null : zh.Ours.Classes.Against(zh.Theirs.Classes))} | {Gain(zh.Theirs is null ? null : zh.Ours.Probabilities.Against(zh.Theirs.Probabilities))} | |

            womens-clothing-reviews, recommended or not from title and text alone, {en.Set.Train.Labels.Length:#,0} to learn from, {en.Set.Test.Labels.Length:#,0} to judge. Linear SVMs reach an AUC of .956.

            | model | AUC | accuracy | ECE |
            |---|---:|---:|---:|
            | **sentiment** | {Value(en.Ours.Probabilities["AUC"])} | {Value(en.Ours.Classes["Accuracy"])} | {en.Ours.Classes["ECE"].Value:.0000} |
            | fasttext (`{TunedOpinions.FastTextClothing}`) | {Value(en.Theirs?.Probabilities["AUC"])} | {Value(en.Theirs?.Classes["Accuracy"])} | {Value(en.Theirs?.Classes["ECE"])} |
            | difference | {Gain(en.Theirs is null ? null : en.Ours.Probabilities.Against(en.Theirs.Probabilities))} | {Gain(en.Theirs is null ? null : en.Ours.Classes.Against(en.Theirs.Classes))} | |
            """));
    }

    /// <summary>What a model said, judged as classes and as probabilities.</summary>
    private sealed record Judged(ModelScore Classes, ModelScore Probabilities, double Seconds)
    {
        public static Judged Of(int[] labels, double[] said, double seconds) => new(
            ClassEvaluation.Evaluate(new([.. said.Select(each => each >= 0.5 ? 1 : 0)], [.. said.Select(each => Math.Max(each, 1 - each))], labels, 2)),
            ProbabilityEvaluation.Evaluate([.. labels.Select(label => label == 1)], said, [.. Enumerable.Range(0, labels.Length)], new FitContext { Threads = Threads }), seconds);
    }
}
