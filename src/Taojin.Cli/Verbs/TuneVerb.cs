using System.CommandLine;
using System.Globalization;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Mining.Learning.Search;
using Taojin.Workflows.Tuning;

namespace Taojin.Cli.Verbs;

/// <summary>Searches options on the validation rows.</summary>
internal sealed class TuneVerb : IVerb
{
    public int Place => 42;

    public Command Build()
    {
        var algorithm = new Argument<string>("algorithm") { Description = "The algorithm whose options are searched" };
        var task = new Option<string?>("--task") { Description = "The task (default: the algorithm's, or outcome with --from)" };
        var budget = new Option<string?>("--budget") { Description = "How long all trials together may take, such as 10m; what earlier runs of the same search took counts" };
        var memory = new Option<string?>("--memory") { Description = "A trial with which the process needs more is not chosen, such as 4GB" };
        var trials = new Option<int>("--trials") { Description = "Most trials", DefaultValueFactory = _ => new SearchOptions().Trials };
        var method = new Option<string>("--method") { Description = "tpe: trials learn from those before; random", DefaultValueFactory = _ => "tpe" };
        method.AcceptOnlyFromAmong("tpe", "random");
        var halving = new Option<int>("--halving") { Description = "Of so many trials on a part of the rows one goes on; 1 judges each on all rows", DefaultValueFactory = _ => new SearchOptions().Halving };
        var only = new Option<string[]>("--only") { Description = "Options to search, such as leaves depth (default: all with a range)", AllowMultipleArgumentsPerToken = true };
        var seed = new Option<ulong>("--seed") { Description = "Names all chance of the search", DefaultValueFactory = _ => 42 };
        var cluster = new Option<string?>("--cluster") { Description = "Let the nodes of a cluster judge trials, one a node, such as postgres://user:${SHOP_PASSWORD}@host:5432/shop; the best trial is the same. The shop's log must be in a PostgreSQL" };
        var arguments = new ClusterArguments();
        var table = new TableOptions();
        return new Command("tune", "Search options on the validation rows, never on the test, and train with the best; an interrupted search goes on") { algorithm, task, budget, memory, trials, method, halving, only, seed, cluster }.With([.. table.All, .. arguments.All]).Does((parsed, screen, cancellation) =>
        {
            using var nodes = parsed.GetValue(cluster) is { } address ? TrainingNodes.Join(parsed, address, arguments) : null;
            using var mine = ShopFolder.Open(parsed);
            using var progress = screen.Progress("tune");
            var name = parsed.GetValue(algorithm)!;
            var (most, done) = (parsed.GetValue(trials), 0);
            var request = new TuneRequest(parsed.GetValue(task) ?? (table.Of(parsed) is null ? mine.Algorithms[name].Task.Name : "outcome"), name)
            {
                Search = new() { Method = parsed.GetValue(method) == "tpe" ? SearchMethod.Tpe : SearchMethod.Random, Trials = most, Halving = parsed.GetValue(halving) },
                Only = parsed.GetValue(only) ?? [],
                Budget = Durations.Parse(parsed.GetValue(budget)),
                MemoryBytes = Bytes(parsed.GetValue(memory)),
                Places = nodes?.Places,
                Progress = line => progress.Report(done = Math.Max(done, Math.Min(most, line.Trial + 1)), most, name),
            };
            var result = new Tune(mine).Run(null, new() { Seed = parsed.GetValue(seed), Table = table.Of(parsed) }, request, cancellation);
            progress.Dispose();
            screen.Result(result, console => TuneTable.Render(result, console, screen.Words));
            screen.Next("Let the best answer: ./taojin publish", "让最好的模型上线：./taojin publish");
            return Task.CompletedTask;
        });
    }

    private static long? Bytes(string? text)
    {
        if (text is null)
            return null;
        var unit = text.EndsWith("GB", StringComparison.OrdinalIgnoreCase) ? 1L << 30 : text.EndsWith("MB", StringComparison.OrdinalIgnoreCase) ? 1L << 20 : 0;
        return unit > 0 && double.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && count > 0
            ? (long)(count * unit)
            : throw new TaojinException("usage.memory", $"'{text}' is no amount of memory.", "Write it as 4GB or 500MB.");
    }
}
