using System.Globalization;
using System.Text;
using Taojin.Mining.AfterSales.Messages;
using Taojin.Mining.Classification;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Mining.Text.Sentences;
using Taojin.Quality.AfterSales;
using Taojin.Quality.Frame;
using Taojin.Storage.Encoders;

namespace Taojin.Quality.Classification;

/// <summary>A sentence encoder beside runs of words and characters, where one is named in $TAOJIN_ENCODER: titles with few labels and with all, and intents.</summary>
internal sealed class EncoderTexts : IClassifyPart
{
    private const int FewLabels = 500;
    private const string Variable = "TAOJIN_ENCODER";
    private static readonly FitContext Context = new() { Threads = 2 };

    public string Name => "encoder";

    public void Run(BenchmarkRun run)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
        {
            run.Skip("encoder", $"no encoder is named in ${Variable}: scripts/get-encoder.sh FOLDER fetches a small English one");
            return;
        }
        if (run.Data("pricerunner/pricerunner_aggregate.csv.gz") is not { } titles || run.Data("banking77") is not { } banking)
            return;
        var encoder = EncoderFolder.Read(folder);
        var (pricerunner, messages) = (LabelledSets.Pricerunner(titles), MessageSets.Banking(banking));
        int[] few = [.. Enumerable.Range(0, pricerunner.Train.Labels.Length)];
        Context.Random("encoder/few").Shuffle(few.AsSpan());
        var options = new TextTransformerOptions { Words = TunedText.Titles.Words, ShortestCharacters = TunedText.Titles.ShortestCharacters, LongestCharacters = TunedText.Titles.LongestCharacters, Cost = TunedText.Titles.Cost };
        Compared[] rows =
        [
            Compare(run, $"pricerunner.{FewLabels}-labels", (pricerunner.Train.Pick(few[..FewLabels]), pricerunner.Test), (options, encoder)),
            Compare(run, "pricerunner", (pricerunner.Train, pricerunner.Test), (options, encoder)),
            Compare(run, "banking77", (messages.Train, messages.Test), (new IntentOptions(), encoder)),
        ];
        Write(rows, run);
    }

    private static Compared Compare(BenchmarkRun run, string name, (Labelled<string> Train, Labelled<string> Test) data, (EncodedTextOptions Options, SentenceEncoder Encoder) how)
    {
        var start = TimeProvider.System.GetTimestamp();
        how.Encoder.Encode([.. data.Train.Inputs, .. data.Test.Inputs], Context);
        var rate = (data.Train.Labels.Length + data.Test.Labels.Length) / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var row = new Compared(name, data.Train.Labels.Length, Judge(data, how.Options), Judge(data, how.Options with { Encoder = how.Encoder }), Judge(data, how.Options with { Encoder = how.Encoder, Words = 0, LongestCharacters = 0 }), rate);
        var (accuracy, gain) = (row.Both["Accuracy"], row.Both.Against(row.Runs));
        run.Add(new($"encoder.{name}.accuracy", accuracy.Value, "", "higher") { Low = accuracy.Low, High = accuracy.High, Peer = row.Runs["Accuracy"].Value });
        run.Add(new($"encoder.{name}.accuracy-minus-runs", gain.Value, "", "higher") { Low = gain.Low, High = gain.High });
        return row;
    }

    private static ModelScore Judge((Labelled<string> Train, Labelled<string> Test) data, LinearTextOptions options) =>
        ClassEvaluation.Evaluate(TextTrial.Answers(LinearTextFit.Fit(data.Train, options, Context), data.Test, Context));

    private static void Write(Compared[] rows, BenchmarkRun run)
    {
        var text = new StringBuilder("""
            ## A sentence encoder beside runs

            `TAOJIN_ENCODER=FOLDER ./bench classify --only encoder`, with all-MiniLM-L6-v2 (English; `scripts/get-encoder.sh FOLDER`): the same linear model on runs of words and characters, on the encoder's vector, and on both. Nothing was tuned for it. Splits as in the sections of these sets.

            | set | labels | runs | vector | both | both less runs |
            |---|---:|---:|---:|---:|---:|

            """);
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Labels:#,0} | {Cell(row.Runs["Accuracy"])} | {Cell(row.Vector["Accuracy"])} | {Cell(row.Both["Accuracy"])} | {GainText.Of(row.Both.Against(row.Runs))} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\nEncoding: {rows.Max(row => row.PerSecond):#,0} texts a second on two threads; a text that was seen costs nothing.\n");
        ResultsPage.Write("classify:encoder", text.ToString());
        run.Add(new("encoder.texts-per-second", rows.Max(row => row.PerSecond), "1/s", "higher"));
    }

    private static string Cell(MetricValue value) => string.Create(CultureInfo.InvariantCulture, $"{value.Value:.0000} ({value.Low:.0000}–{value.High:.0000})");

    private sealed record Compared(string Name, int Labels, ModelScore Runs, ModelScore Both, ModelScore Vector, double PerSecond);
}
