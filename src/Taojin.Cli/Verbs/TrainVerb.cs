using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Mining.Learning;
using Taojin.Storage.Encoders;
using Taojin.Workflows;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Verbs;

/// <summary>Trains what the data can carry.</summary>
internal sealed class TrainVerb : IVerb
{
    public int Place => 40;

    public Command Build()
    {
        var task = new Option<string>("--task") { Description = "What to train", DefaultValueFactory = _ => "all" };
        task.AcceptOnlyFromAmong(["all", .. Train.Tasks]);
        var algorithms = new Option<string[]>("--algorithm", "-a") { Description = "Names of algorithms (default: all that the data can carry)", AllowMultipleArgumentsPerToken = true };
        var seed = new Option<ulong>("--seed") { Description = "Names all chance of the run", DefaultValueFactory = _ => 42 };
        var horizon = new Option<string?>("--horizon") { Description = "How far labels look ahead, such as 6h or 3d" };
        var set = new Option<string[]>("--set") { Description = "Options of algorithms, such as gradient-boosting.leaves=31, and what behaviour counts, such as weights.view=1", AllowMultipleArgumentsPerToken = true };
        var protocol = new Option<string>("--protocol") { Description = "time: split by time; paper: one cut, random 80/20, for comparison with papers only", DefaultValueFactory = _ => "time" };
        protocol.AcceptOnlyFromAmong("time", "paper");
        var budget = new Option<string?>("--budget") { Description = "How long each fit may take, such as 90s or 10m; what it cuts short is marked on the model's card" };
        var encoder = new Option<string?>("--encoder") { Description = "Folder of a sentence encoder (model.onnx and its tokenizer files) for models of categories, sentiment and intents" };
        var cluster = new Option<string?>("--cluster") { Description = "Let the nodes of a cluster take part, such as redis://db-host:6379 or postgres://user:${SHOP_PASSWORD}@host:5432/shop; the models have the same bits" };
        var arguments = new ClusterArguments();
        var table = new TableOptions();
        return new Command("train", "Train the models that the data can carry, judge them on a later window, and store them") { task, algorithms, seed, horizon, set, protocol, budget, encoder, cluster }.With([.. table.All, .. arguments.All]).Does(async (parsed, screen, cancellation) =>
        {
            var runs = await Wherever.AskAsync(parsed, () => Here(parsed, screen, cancellation), server =>
            {
                ServedTraining.CheckOptions(parsed);
                return new ServedTraining(server, screen, ShopFolder.Of(parsed)).RunAsync(parsed.GetValue(task)!, (parsed.GetValue(algorithms), parsed.GetValue(set)), cancellation);
            });
            screen.Result(runs, console =>
            {
                foreach (var run in runs)
                    ModelRows.Render(run, console, screen.Words);
            });
            screen.Next("Let the best answer: ./taojin publish", "让最好的模型上线：./taojin publish");
        });

        IReadOnlyList<TrainingRun> Here(ParseResult parsed, Screen screen, CancellationToken cancellation)
        {
            using var nodes = parsed.GetValue(cluster) is { } address ? TrainingNodes.Join(parsed, address, arguments) : null;
            using var mine = ShopFolder.Open(parsed, algorithms: nodes?.Algorithms);
            using var progress = screen.Progress("train");
            var request = new TrainRequest
            {
                Algorithms = parsed.GetValue(algorithms) is { Length: > 0 } names ? names : null,
                Seed = parsed.GetValue(seed),
                Horizon = Durations.Parse(parsed.GetValue(horizon)),
                Options = OptionValues.Parse(mine.Algorithms, parsed.GetValue(set) ?? [], parsed.GetValue(protocol) == "paper"),
                Weights = OptionValues.Weights(parsed.GetValue(set) ?? []),
                IsPaperProtocol = parsed.GetValue(protocol) == "paper",
                Budget = Durations.Parse(parsed.GetValue(budget)),
                Table = table.Of(parsed),
                Encoder = parsed.GetValue(encoder) is { } folder ? EncoderFolder.Read(folder) : null,
                Progress = new FitLine(progress),
            };
            return Train.Run(mine, null, request, parsed.GetValue(task)!, cancellation);
        }
    }

    internal sealed class FitLine(ProgressLine line) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => line.Report(value.Step, value.Steps, value.Stage, value.Loss);
    }
}
