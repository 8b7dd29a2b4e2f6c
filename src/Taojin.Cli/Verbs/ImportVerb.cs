using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Storage;

namespace Taojin.Cli.Verbs;

/// <summary>Takes a file or a folder into the log.</summary>
internal sealed class ImportVerb : IVerb
{
    public int Place => 20;

    public Command Build()
    {
        var source = new Argument<string>("source") { Description = $"FORMAT:PATH, such as taobao:LOG.csv. Formats:{string.Concat(SourceCards.All.Select(card => $"\n{card.Name}: {card.Reads}"))}" };
        var options = new SourceOptions();
        var command = new Command("import", "Take events, items, users, reviews, orders or campaigns into the log; the same file twice adds nothing") { source };
        options.AddTo(command);
        return command.Does((parsed, screen, cancellation) =>
        {
            using var mine = ShopFolder.Open(parsed);
            ImportReceipt receipt;
            using (var progress = screen.Progress("import"))
                receipt = mine.Workspace.Log.Import(options.Request(parsed, parsed.GetValue(source)!), new Reporter(progress, screen.Words), cancellation);
            screen.Stage("import", Receipts.Line(receipt, screen.Words), receipt.Seconds);
            screen.Result(receipt, console => Receipts.Render(receipt, console, screen.Words));
            screen.Next("See what can be learned from it: ./taojin prepare", "看看数据能训练哪些模型：./taojin prepare");
            return Task.CompletedTask;
        });
    }

    internal sealed class Reporter(ProgressLine line, Words words) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => line.Report(value.Rows, 0, words["rows", "行"]);
    }
}
