using System.Globalization;
using System.Text;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Evaluation.Online;
using Taojin.Quality.Frame;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Online;

/// <summary>What one policy would have earned, estimated from the log of the other, beside what it earned itself.</summary>
internal sealed class OffPolicyBenchmark : IBenchmark
{
    private const double MostWeight = 100;

    public string Name => "off-policy";

    public string Title => "off-policy estimates on the Open Bandit log, beside the click rate that the judged policy had itself";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("open-bandit") is not { } folder)
            return;
        var rows = new StringBuilder();
        foreach (var campaign in new[] { "men", "women" })
        {
            var (random, bts) = (OpenBandit.Read(folder, "random", campaign), OpenBandit.Read(folder, "bts", campaign));
            var items = random.Select(each => each.Item).Concat(bts.Select(each => each.Item)).Distinct().Order().ToArray();
            var shares = bts.GroupBy(each => each.Position).ToDictionary(at => at.Key, at => at.CountBy(each => each.Item).ToDictionary(each => each.Key, each => each.Value / (double)at.Count()));
            Judge(run, rows, ($"{campaign}.uniform", bts, random), items, (_, _) => 1.0 / items.Length);
            Judge(run, rows, ($"{campaign}.thompson", random, bts), items, (item, position) => shares[position].GetValueOrDefault(item));
        }
        ResultsPage.Write("off-policy", $"""
            ## What a policy would have earned, from another one's log

            `open-bandit` (ZOZOTOWN, 10,000 choices a policy and campaign): the uniform policy judged from the log of Bernoulli Thompson sampling, and the other way round (its probabilities by item and place taken as shares of its own log). Truth is the click rate of the judged policy's own log, with its interval. The reward model is the mean by item, of the half that does not hold the decision; weights above {MostWeight:0} are cut in the last column. Intervals by 95 % bootstrap over decisions.

            | judged | truth | IPS | SNIPS | DM | DR | DR, weights cut | effective decisions |
            |---|---:|---:|---:|---:|---:|---:|---:|
            {rows.ToString().TrimEnd()}
            """);
    }

    private static void Judge(BenchmarkRun run, StringBuilder rows, (string Name, IReadOnlyList<BanditChoice> Log, IReadOnlyList<BanditChoice> Own) judged, int[] items, Func<int, int, double> candidate)
    {
        var rewards = new ChoiceRewards([.. judged.Log.Select(each => ($"{each.Item}", (double)each.Click))]);
        LoggedDecision[] decisions = [.. judged.Log.Select((each, place) => new LoggedDecision(
            each.Click, each.Propensity, candidate(each.Item, each.Position), rewards.Of(place, $"{each.Item}"), items.Sum(item => candidate(item, each.Position) * rewards.Of(place, $"{item}"))))];
        var estimates = OffPolicy.Estimate(decisions, seed: 1).ToDictionary(each => each.Name);
        var cut = OffPolicy.Estimate(decisions, seed: 1, MostWeight).First(each => each.Name == "DR");
        var truth = OffPolicy.Estimate([.. judged.Own.Select(each => new LoggedDecision(each.Click, 1, 1))], seed: 1).First(each => each.Name == "IPS");
        foreach (var (name, estimate) in new[] { ("ips", estimates["IPS"]), ("snips", estimates["SNIPS"]), ("dm", estimates["DM"]), ("dr", estimates["DR"]), ("dr-cut", cut) })
            run.Add(new($"off-policy.{judged.Name}.{name}.relative-error", Math.Abs(estimate.Value - truth.Value) / truth.Value, "of the truth", "lower"));
        rows.AppendLine($"| {judged.Name} | {Cell(truth)} | {Cell(estimates["IPS"])} | {Cell(estimates["SNIPS"])} | {Cell(estimates["DM"])} | {Cell(estimates["DR"])} | {Cell(cut)} | {estimates["effective decisions"].Value.ToString("0", CultureInfo.InvariantCulture)} |");
    }

    private static string Cell(MetricValue estimate) => string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:0.0000} ({estimate.Low:0.0000}–{estimate.High:0.0000})");
}
