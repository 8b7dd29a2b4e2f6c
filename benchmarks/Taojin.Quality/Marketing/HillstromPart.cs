using System.Globalization;
using System.Text;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Uplift;
using Taojin.Quality.Frame;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Marketing;

/// <summary>Who should get an e-mail: learners of effects beside one-column rankers on held-out halves of Hillstrom's experiment.</summary>
internal sealed class HillstromPart : IMarketingPart
{
    private const int Splits = 20;
    private static readonly string[] Flags = ["womens", "mens", "history", "-recency"];

    public string Name => "hillstrom";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("hillstrom/hillstrom_data.csv.gz") is not { } path)
            return;
        var data = Hillstrom.Read(path, "visit");
        var splits = new List<HillstromSplit>();
        for (var split = 0; split < Splits; split++)
        {
            splits.Add(HillstromSplit.Of(data, Learners(), Flags, split));
            run.Say($"split {split + 1} of {Splits}: chosen {splits[^1].Chosen[0]} (Mens), {splits[^1].Chosen[1]} (Womens)");
        }
        var (minus, highest) = (Against(splits, split => split.Chosen[1]), Against(splits, split => split.Chosen[4]));
        run.Add(new("hillstrom.womens-visit.qini-minus-flag", minus.Value, "Qini", "higher") { Low = minus.Low, High = minus.High });
        run.Add(new("hillstrom.womens-visit.qini-minus-flag.highest-on-folds", highest.Value, "Qini", "higher") { Low = highest.Low, High = highest.High });
        for (var arm = 0; arm < 2; arm++)
            run.Add(Noted($"hillstrom.{(arm == 0 ? "mens" : "womens")}-visit.qini", Mean(splits, split => split.Of(split.Chosen[arm], arm))));
        foreach (var (name, values) in splits[0].Policies.Keys.Select(name => (name, Mean(splits, split => split.Policies[name]))))
            run.Add(Noted($"hillstrom.policy.{name}", values));
        ResultsPage.Write("marketing:hillstrom", Page(splits, (minus, highest)));
    }

    /// <summary>In order of simplicity: straight lines with one model, then more; the forest; boosted trees.</summary>
    private static IReadOnlyList<(string Name, IEstimator<ExperimentTable, IUpliftModel> Learner)> Learners()
    {
        string[] simple = ["s-learner", "t-learner", "x-learner", "dr-learner"];
        IEnumerable<(string, IEstimator<ExperimentTable, IUpliftModel>)> On(BaseLearner learner, string name) => simple.Select(each => ($"{each}, {name}", UpliftLearners.Of(each).Create(learner)));
        return [.. On(BaseLearner.Linear, "linear"), ("uplift-forest", UpliftLearners.Of("uplift-forest").Create(BaseLearner.Linear)), .. On(BaseLearner.Boosting, "trees")];
    }

    private static Figure Noted(string name, MetricValue value) => new(name, value.Value, value.Name, "higher") { Low = value.Low, High = value.High };

    /// <summary>A learner less the flag for women's e-mail.</summary>
    private static MetricValue Against(List<HillstromSplit> splits, Func<HillstromSplit, string> learner) => Mean(splits, split =>
    {
        var (ours, flag) = (split.Of(learner(split), 1), split.Of("womens", 1));
        return new(ours.Value - flag.Value, [.. ours.Replicates.Zip(flag.Replicates, (one, other) => one - other)]);
    });

    /// <summary>Mean over splits; a resample weighs the same people the same way in every split, so that its interval is that of the mean.</summary>
    private static MetricValue Mean(List<HillstromSplit> splits, Func<HillstromSplit, Resampled> of)
    {
        var each = splits.Select(of).ToArray();
        return Bootstrap.Interval("Qini", each.Average(one => one.Value), Enumerable.Range(0, each[0].Replicates.Length).Select(replicate => each.Average(one => one.Replicates[replicate])), 64_000);
    }

    private static string Page(List<HillstromSplit> splits, (MetricValue Chosen, MetricValue Highest) minus)
    {
        var text = new StringBuilder($"""
            ## Who should get an e-mail: Hillstrom, visits

            Twenty random halves: learned on one, judged on the other. Qini as scikit-uplift defines it (normalised by the perfect order); means over the splits with 95 % intervals by bootstrap over people. "Chosen" is the simplest learner within one standard error of the best Qini over five folds of the training half. One-column rankers stand beneath.

            | ranked by | Qini, men's e-mail | Qini, women's e-mail |
            |---|---:|---:|

            """);
        foreach (var name in splits[0].Names.OrderByDescending(name => splits.Average(split => split.Of(name, 1).Value)))
            text.Append(CultureInfo.InvariantCulture, $"| {(Flags.Contains(name) ? name : $"**{name}**")} | {Cell(Mean(splits, split => split.Of(name, 0)))} | {Cell(Mean(splits, split => split.Of(name, 1)))} |\n");
        text.Append(CultureInfo.InvariantCulture, $"| chosen on the training half | {Cell(Mean(splits, split => split.Of(split.Chosen[0], 0)))} | {Cell(Mean(splits, split => split.Of(split.Chosen[1], 1)))} |\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Women's e-mail, chosen learner less the `womens` flag: {Cell(minus.Chosen)}. {(minus.Chosen.Value >= 0 ? "" : "**The learners do not beat the flag.** ")}{(minus.Chosen.Low > 0 || minus.Chosen.High < 0 ? "The interval leaves out 0." : "The interval holds 0: with this much data the two cannot be told apart.")} With the learner that is highest on the folds instead: {Cell(minus.Highest)}. Stronger penalties (L1, L2), smaller trees and means of several learners were tried and ranked no better.\n\n");
        text.Append("| rule | visits a person, on the held-out half |\n|---|---:|\n");
        foreach (var name in splits[0].Policies.Keys)
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Cell(Mean(splits, split => split.Policies[name]))} |\n");
        return text.ToString();
    }

    private static string Cell(MetricValue value) => string.Create(CultureInfo.InvariantCulture, $"{value.Value:0.0000} ({value.Low:0.0000} to {value.High:0.0000})");
}

/// <summary>A value with its resamples.</summary>
internal sealed record Resampled(double Value, double[] Replicates);
