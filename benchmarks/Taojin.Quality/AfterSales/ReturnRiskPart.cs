using System.Globalization;
using System.Text;
using Taojin.Data;
using Taojin.Mining.AfterSales.Returns;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Workflows;

namespace Taojin.Quality.AfterSales;

/// <summary>Return risk at order time on the real cancellations of Online Retail, split by time, beside logistic regression on three features.</summary>
internal sealed class ReturnRiskPart : IAfterSalesPart
{
    private static readonly ReturnCosts Costs = new() { PerReturn = 4, LostShare = 0.15, PerCheck = 0.5, Prevented = 0.3 };
    private static readonly string[] Simple = ["price", "quantity", "user_return_rate"];

    public string Name => "return-risk";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("online-retail/online_retail.csv.gz") is not { } path)
            return;
        using var mine = Mine.Init(Path.Combine(run.Scratch, "retail"), new() { Currency = "GBP", Calendar = new(TimeSpan.Zero) });
        mine.Workspace.Log.Import(new("online-retail", path));
        var log = mine.Workspace.Log.Read();
        var matches = ReturnMatches.Of(log);
        var returns = Enumerable.Range(0, log.Count).Where(place => log.Kind[place] == EventKind.Return).ToArray();
        run.Add(new("return-risk.returns-matched", returns.Count(place => matches.PurchaseOf[place] >= 0) / (double)returns.Length, $"share of {returns.Length}", "higher"));
        var rows = ReturnRows.Build(log, new(), mine.Calendar);
        run.Say($"{rows.Train.Labels.Length} training rows with {rows.Train.PositiveCount} returns, {rows.Train.Validation!.Labels.Length} with {rows.Train.Validation.PositiveCount}; test from {rows.TestFrom}: {rows.Test.Labels.Length} with {rows.Test.Labels.Count(label => label)}");
        Trial[] trials =
        [
            Try("logistic on three features", new Logistic(new()), rows, Simple), Try("logistic", new Logistic(new()), rows, null), Try("gradient-boosted trees", new GradientBoosting(new()), rows, null),
        ];
        var (simple, best) = (trials[0], trials[^1]);
        var gain = best.Score.Against(simple.Score);
        run.Add(new("return-risk.auc", best.Score["AUC"].Value, "AUC", "higher") { Low = best.Score["AUC"].Low, High = best.Score["AUC"].High, Peer = simple.Score["AUC"].Value });
        run.Add(new("return-risk.auc-minus-logistic", gain.Value, "AUC", "higher") { Low = gain.Low, High = gain.High });
        run.Add(new("return-risk.pr-auc", best.Score["PR-AUC"].Value, "PR-AUC", "higher") { Low = best.Score["PR-AUC"].Low, High = best.Score["PR-AUC"].High, Peer = simple.Score["PR-AUC"].Value });
        run.Add(new("return-risk.calibration-error", best.Score["ECE"].Value, "ECE", "lower") { Peer = simple.Score["ECE"].Value });
        run.Add(new("return-risk.money-at-best-threshold", best.AtThreshold.Money, "GBP", "higher") { Peer = simple.AtThreshold.Money });
        run.Add(new("return-risk.money-by-line", best.ByLine.Money, "GBP", "higher") { Peer = simple.ByLine.Money });
        Write(rows, trials, gain);
    }

    private static Trial Try<TModel>(string name, IEstimator<LabelledTable, TModel> estimator, ReturnRows rows, IReadOnlyList<string>? columns)
        where TModel : IProbabilityModel
    {
        var later = new LabelledTable { Features = Only(rows.Train.Validation!.Features, columns), Labels = rows.Train.Validation.Labels };
        var model = estimator.Fit(new LabelledTable { Features = Only(rows.Train.Features, columns), Labels = rows.Train.Labels, Validation = later }, new());
        var said = Say(model, Only(rows.Test.Features, columns));
        var test = new JudgedLines(said, rows.Test.Labels, rows.Test.Values);
        var threshold = ReturnAdvice.BestThreshold(new(Say(model, later.Features), later.Labels, rows.ValidationValues), Costs);
        return new(name, ProbabilityEvaluation.Evaluate(rows.Test.Labels, said, rows.Test.Users, new()), (threshold, ReturnAdvice.EarnedAt(threshold, test, Costs)), ReturnAdvice.Earned(test, Costs));
    }

    private static double[] Say(IProbabilityModel model, FeatureTable features)
    {
        var said = new double[features.RowCount];
        model.Predict(features, said);
        return said;
    }

    private static void Write(ReturnRows rows, Trial[] trials, MetricValue gain)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            ## Return risk

            `./bench after-sales --only return-risk`: the real cancellations of Online Retail, each matched to its order; a line counts as returned when units of it come back within 30 days. Split by time: {rows.Train.Labels.Length:N0} lines to learn from, {rows.Train.Validation!.Labels.Length:N0} later ones for stopping, calibration and the threshold, {rows.Test.Labels.Length:N0} lines from {rows.TestFrom.ToDateTimeOffset():yyyy-MM-dd} on to judge by, of which {rows.Test.Labels.Count(label => label):N0} came back. Intervals by bootstrap over customers. Money: GBP saved over the test by asking customers before the parcel leaves ({Costs.PerCheck} a question, {Costs.PerReturn} and {Costs.LostShare:P0} of the value a return, {Costs.Prevented:P0} of returns prevented: assumptions, not measurements), at the threshold that was best on the validation lines, and by each line's own value.

            | model | AUC | PR-AUC | calibration error | money at threshold | money by line | lines asked about |
            |---|---:|---:|---:|---:|---:|---:|

            """));
        foreach (var trial in trials.OrderByDescending(each => each.Score["AUC"].Value))
            text.Append(CultureInfo.InvariantCulture, $"| {trial.Name} | {Cell(trial.Score["AUC"])} | {Cell(trial.Score["PR-AUC"])} | {trial.Score["ECE"].Value:.0000} | {trial.AtThreshold.Money:N0} (at {trial.AtThreshold.Threshold:.000}) | {trial.ByLine.Money:N0} | {trial.ByLine.Asked:N0} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\nTrees less logistic on three features (price, quantity, the customer's rate so far): AUC {GainText.Of(gain)}, resampled together.\n");
        ResultsPage.Write("after-sales:return-risk", text.ToString());
    }

    private static string Cell(MetricValue value) => string.Create(CultureInfo.InvariantCulture, $"{value.Value:.0000} ({value.Low:.0000}–{value.High:.0000})");

    private static FeatureTable Only(FeatureTable table, IReadOnlyList<string>? columns)
    {
        if (columns is null)
            return table;
        var places = columns.Select(name => table.Columns.ToList().IndexOf(name)).ToArray();
        var values = new DenseRows(table.RowCount, columns.Count);
        for (var row = 0; row < table.RowCount; row++)
            for (var column = 0; column < places.Length; column++)
                values[row][column] = table.Values[row][places[column]];
        return new(columns, values);
    }

    private sealed record Trial(string Name, ModelScore Score, (double Threshold, double Money) AtThreshold, (double Money, int Asked) ByLine);
}
