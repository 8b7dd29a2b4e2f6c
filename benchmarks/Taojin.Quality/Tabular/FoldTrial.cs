using System.Diagnostics;
using System.Globalization;
using System.Text;
using Taojin.Mining.Learning.Tables;
using Taojin.Quality.Frame;
using Taojin.Storage.Tables;

namespace Taojin.Quality.Tabular;

/// <summary>One table: our models and XGBoost on the same folds, in the same run.</summary>
internal sealed class FoldTrial(BenchmarkRun run, TabularSet set, string path)
{
    private const int Repeats = 5;
    private readonly List<(string Name, FoldScores Scores, double Seconds)> _rows = [];

    public void Run()
    {
        var (table, labels) = set.Read(path);
        var folds = new Folds(table, labels, Repeats, new() { Seed = Folds.Seed });
        if (Peer(table, labels, folds) is { } peer)
            Note("XGBoost", folds.Judge(peer.Said), peer.Seconds);
        foreach (var (card, options) in set.Models(Folds.Algorithms))
        {
            var start = Stopwatch.GetTimestamp();
            var said = folds.Say(card, options, (set.Columns, set.Label));
            Note(card.Name, folds.Judge(said), Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        Figures();
        Write(table, labels);
    }

    private void Note(string name, FoldScores scores, double seconds)
    {
        _rows.Add((name, scores, seconds));
        run.Say(FormattableString.Invariant($"{set.Name} {name}: AUC {scores.Auc.Average():0.0000}, PR-AUC {scores.PrAuc.Average():0.0000}, {seconds:0} s for {scores.Auc.Count} fits"));
    }

    /// <summary>XGBoost by its own program: numbers as they are, words one column each.</summary>
    private (double[][] Said, double Seconds)? Peer(TextTable table, bool[] labels, Folds folds)
    {
        var (rows, parts, output) = (Path.Combine(run.Scratch, "rows.csv"), Path.Combine(run.Scratch, "folds.csv"), Path.Combine(run.Scratch, "said.csv"));
        var words = TableSchema.Of(table, set.Label, new()).Columns.Where(column => column.Kind == ColumnKind.Category).Select(column => column.Name).ToArray();
        using (var writer = File.CreateText(rows))
        {
            TableWriter.WriteRow(writer, table.Names);
            for (var row = 0; row < table.RowCount; row++)
                TableWriter.WriteRow(writer, table.Names.Select((name, column) => name == set.Label ? labels[row] ? "1" : "0" : table.Columns[column][row]));
        }
        File.WriteAllLines(parts, Enumerable.Range(0, labels.Length).Select(row => string.Join(',', Enumerable.Range(0, Repeats).Select(repeat => folds.Of(row, repeat)))));
        try
        {
            var cost = MeasuredProcess.Run("/usr/bin/python3", [Path.Combine(BenchOptions.Root, "benchmarks", "peers", "xgboost_folds.py"), rows, parts, set.Label, output, string.Join(',', words)], ("OMP_WAIT_POLICY", "PASSIVE"));
            var lines = File.ReadLines(output).Select(line => Array.ConvertAll(line.Split(','), cell => double.Parse(cell, CultureInfo.InvariantCulture))).ToArray();
            return ([.. Enumerable.Range(0, Repeats).Select(repeat => Array.ConvertAll(lines, line => line[repeat]))], cost.Seconds);
        }
        catch (Data.TaojinException missing)
        {
            run.Skip($"{set.Name}.xgboost", missing.Message);
            return null;
        }
    }

    private void Figures()
    {
        var (ours, peer) = (_rows.Where(row => row.Name != "XGBoost").MaxBy(row => row.Name == "ensemble" ? 2 : row.Scores.Auc.Average()), _rows.Find(row => row.Name == "XGBoost"));
        run.Add(new($"{set.Name}.auc", ours.Scores.Auc.Average(), "AUC", "higher") { Peer = peer.Scores?.Auc.Average() });
        run.Add(new($"{set.Name}.pr-auc", ours.Scores.PrAuc.Average(), "PR-AUC", "higher") { Peer = peer.Scores?.PrAuc.Average() });
        if (peer.Scores is null)
            return;
        var (auc, precision) = (ours.Scores.Against(ours.Scores.Auc, peer.Scores.Auc), ours.Scores.Against(ours.Scores.PrAuc, peer.Scores.PrAuc));
        run.Add(new($"{set.Name}.auc-minus-xgboost", auc.Mean, "AUC", "higher") { Low = auc.Low, High = auc.High, Peer = 0 });
        run.Add(new($"{set.Name}.pr-auc-minus-xgboost", precision.Mean, "PR-AUC", "higher") { Low = precision.Low, High = precision.High, Peer = 0 });
    }

    private void Write(TextTable table, bool[] labels)
    {
        var text = new StringBuilder($"## Table {set.Name}: {set.Label}\n\n{labels.Length:N0} rows, {labels.Count(label => label):N0} positive, {table.Names.Count - 1} columns{(set.LeftOut.Count > 0 ? $" (without {string.Join(", ", set.LeftOut)})" : "")}. {Repeats} × {Folds.Count} stratified folds, nothing resampled in the test part; XGBoost is Debian's python3-xgboost on the same folds in the same run (300 trees, depth 4, rate .03, subsample .8, column sample .6, child weight 5, words one-hot). Intervals of differences by the corrected resampled t-test. Ours sees columns made of two others ({string.Join(", ", set.Columns.Derived)}).\n\n| model | AUC | PR-AUC | log-loss | AUC − XGBoost | PR-AUC − XGBoost | seconds for {Repeats * Folds.Count} fits |\n|---|---:|---:|---:|---:|---:|---:|\n");
        var peer = _rows.Find(row => row.Name == "XGBoost").Scores;
        foreach (var (name, scores, seconds) in _rows.OrderByDescending(row => row.Scores.Auc.Average()))
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {scores.Auc.Average():0.0000} | {scores.PrAuc.Average():0.0000} | {scores.LogLoss.Average():0.0000} | {Difference(scores, peer, each => each.Auc)} | {Difference(scores, peer, each => each.PrAuc)} | {seconds:0} |\n");
        if (set.Name == "ecommerce-churn")
            text.Append("\nOf the 5,630 rows 556 repeat another in all but the customer's number, often in the other part of a fold: deep trees know them by heart, and a part of the difference is that.\n");
        ResultsPage.Write($"tabular:{set.Name}", text.ToString());
    }

    private static string Difference(FoldScores ours, FoldScores? peer, Func<FoldScores, List<double>> metric)
    {
        if (peer is null || peer == ours)
            return "–";
        var (mean, low, high) = ours.Against(metric(ours), metric(peer));
        return FormattableString.Invariant($"{mean:+0.0000;−0.0000} ({low:+0.0000;−0.0000} to {high:+0.0000;−0.0000})");
    }
}
