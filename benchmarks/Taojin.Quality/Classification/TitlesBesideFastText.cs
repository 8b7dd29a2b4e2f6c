using System.Globalization;
using System.Text;
using Taojin.Mining.Classification;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Classification;

/// <summary>Titles in their categories, beside fasttext with its best settings, on the same split.</summary>
internal static class TitlesBesideFastText
{
    private const double SmallMegabytes = 1.9, AskedPrecision = 0.99;

    /// <summary>Measures one set; gives our seconds and fasttext's.</summary>
    /// <param name="run">Takes the figures.</param>
    /// <param name="about">Prefix of the figures, which is also the name of the section; its title; its protocol.</param>
    /// <param name="data">The set.</param>
    /// <param name="settings">Of fasttext.</param>
    public static (TextRow Ours, FastTextRun? Theirs) Run(BenchmarkRun run, (string Set, string Title, string Protocol) about, TrainAndTest data, FastTextSettings settings)
    {
        var ours = TextTrial.Judge("linear-text", data, TunedText.Titles);
        var small = TextTrial.Judge("linear-text, 2 MB", data, TunedText.Titles with { Megabytes = SmallMegabytes });
        var theirs = new FastText(run).Judge(about.Set, data, settings);
        var peer = theirs is null ? null : new ClassAnswers(theirs.Said, [.. theirs.Said.Select(_ => 1.0)], data.Test.Labels, data.Test.Classes.Count);
        var peerScore = peer is null ? null : ClassEvaluation.Evaluate(peer);
        run.Add(Of($"{about.Set}.accuracy", ours.Score["Accuracy"], peerScore?["Accuracy"].Value));
        if (peerScore is not null)
            run.Add(Of($"{about.Set}.accuracy-minus-fasttext", ours.Score.Against(peerScore), 0));
        run.Add(Of($"{about.Set}.macro-f1", ours.Score["Macro-F1"], peerScore?["Macro-F1"].Value));
        run.Add(Of($"{about.Set}.hierarchical-f1", ours.Hierarchical, peer is null ? null : HierarchicalScore.F1Of(new(data.Test.Classes.Ids), data.Test.Classes, peer).Value));
        run.Add(Of($"{about.Set}.calibration-error", ours.Score["ECE"], null) with { Better = "lower" });
        run.Add(new($"{about.Set}.train-seconds", ours.FitSeconds, "s", "lower") { Peer = theirs?.TrainSeconds });
        run.Add(new($"{about.Set}.titles-per-second", ours.TitlesPerSecond, "1/s", "higher") { Peer = theirs?.TitlesPerSecond });
        run.Add(new($"{about.Set}.small.megabytes", small.Megabytes, "MiB", "lower") { Peer = ours.Megabytes });
        run.Add(new($"{about.Set}.small.accuracy-lost", ours.Accuracy - small.Accuracy, "", "lower"));
        var abstention = Abstention.At(ours.Answers.Confidence, ours.Answers.IsRight, AskedPrecision);
        run.Add(new($"{about.Set}.coverage-at-99-precision", abstention.Coverage, "", "higher"));
        Unknown(run, about.Set, data);
        Write(about, (ours, small, theirs), (peer, peerScore), (data, settings, abstention));
        return (ours, theirs);
    }

    /// <summary>One class in five is hidden from training; can its test rows be told from those of known classes by familiarity?</summary>
    private static void Unknown(BenchmarkRun run, string set, TrainAndTest data)
    {
        int[] known = [.. Enumerable.Range(0, data.Train.Labels.Length).Where(row => data.Train.Labels[row] % 5 != 0)];
        var model = LinearTextFit.Fit(data.Train.Pick(known), TunedText.Titles, new FitContext { Threads = 2 });
        var familiarity = data.Test.Inputs.Select(model.Familiarity).ToArray();
        var auc = ProbabilityEvaluation.Auc([.. data.Test.Labels.Select(label => label % 5 != 0)], familiarity);
        run.Add(new($"{set}.unknown-category.auc", auc, "", "higher"));
    }

    private static Figure Of(string name, MetricValue value, double? peer) => new(name, value.Value, "", "higher") { Low = value.Low, High = value.High, Peer = peer };

    private static void Write(
        (string Set, string Title, string Protocol) about, (TextRow Ours, TextRow Small, FastTextRun? Theirs) rows, (ClassAnswers? Answers, ModelScore? Score) peer,
        (TrainAndTest Data, FastTextSettings Settings, Abstention Abstention) how)
    {
        var text = new StringBuilder($"## {about.Title}\n\n{about.Protocol} {how.Data.Train.Labels.Length:#,0} titles to learn from, {how.Data.Test.Labels.Length:#,0} to judge. Two threads each; seconds are medians of three for ours, one run for fasttext.\n\n");
        text.Append("| model | accuracy | macro-F1 | hierarchical F1 | ECE | train s | titles/s | MiB |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var row in new[] { rows.Ours, rows.Small })
            text.Append(CultureInfo.InvariantCulture, $"| **{row.Name}** | {Cell(row.Score["Accuracy"])} | {Cell(row.Score["Macro-F1"])} | {Cell(row.Hierarchical)} | {row.Score["ECE"].Value:.0000} | {row.FitSeconds:0.00} | {row.TitlesPerSecond:#,0} | {row.Megabytes:0.0} |\n");
        if (rows.Theirs is { } theirs && peer is { Answers: { } answers, Score: { } score })
            text.Append(CultureInfo.InvariantCulture, $"| fasttext (`{how.Settings}`) | {Cell(score["Accuracy"])} | {Cell(score["Macro-F1"])} | {Cell(HierarchicalScore.F1Of(new(how.Data.Test.Classes.Ids), how.Data.Test.Classes, answers))} | – | {theirs.TrainSeconds:0.00} | {theirs.TitlesPerSecond:#,0} | – |\n");
        text.Append(CultureInfo.InvariantCulture, $"\nfasttext's settings are the best of: {FastTextSettings.Searched}. Its titles per second include reading its model. Answers alone from a confidence of {how.Abstention.Threshold:.000} on, {how.Abstention.Coverage:0.0%} of the titles are answered and {how.Abstention.Precision:0.0%} of those right.\n");
        ResultsPage.Write($"classify:{about.Set}", text.ToString());
    }

    private static string Cell(MetricValue value) => string.Create(CultureInfo.InvariantCulture, $"{value.Value:.0000} ({value.Low:.0000}–{value.High:.0000})");
}
