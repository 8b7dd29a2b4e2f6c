using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Workflows;
using Taojin.Workflows.Rows;

namespace Taojin.Cli.Verbs;

/// <summary>Cleans, counts, and says what can be learned.</summary>
internal sealed class PrepareVerb : IVerb
{
    public int Place => 30;

    public Command Build()
    {
        var rows = new Option<string?>("--rows") { Description = "Also write the labelled rows that purchase models learn from into this folder, as Parquet: all features, a file a cut and partition of users" };
        var parts = new Option<int>("--parts") { Description = "Files of each cut, replayed side by side", DefaultValueFactory = _ => 8 };
        var cluster = new Option<string?>("--cluster") { Description = "Let the nodes of a cluster make the rows, each a share of the partitions, such as postgres://user:${SHOP_PASSWORD}@host:5432/shop; the files are the same. The shop's log must be in a PostgreSQL" };
        var arguments = new ClusterArguments();
        return new Command("prepare", "Clean the log, count what it holds, and say which models it can carry") { rows, parts, cluster }.With(arguments.All).Does((parsed, screen, cancellation) =>
        {
            using var nodes = parsed.GetValue(cluster) is { } address ? TrainingNodes.Join(parsed, address, arguments) : null;
            using var mine = ShopFolder.Open(parsed);
            var prepare = new Prepare(mine);
            var prepared = prepare.Run();
            var weights = prepare.Weigh(prepared);
            var files = parsed.GetValue(rows) is not { } folder ? []
                : nodes is null ? new FeatureRows(mine).Run(prepared, folder, parsed.GetValue(parts), new() { Cancellation = cancellation })
                : new FeatureRows(mine).RunElsewhere(prepared, folder, parsed.GetValue(parts), (nodes.Rows, cancellation));
            screen.Result(PreparedSummary.Of(prepared) with { Weights = weights, Rows = files }, console =>
            {
                PreparedTables.Render(prepared, console, screen.Words);
                WeightTable.Render(weights, console, screen.Words);
                RowFileTable.Render(files, console, screen.Words);
            });
            screen.Next("Train the models that are ready: ./taojin train", "训练已就绪的模型：./taojin train");
            return Task.CompletedTask;
        });
    }
}
