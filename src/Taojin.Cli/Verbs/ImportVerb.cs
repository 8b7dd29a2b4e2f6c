using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Data;
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
        return command.Does(async (parsed, screen, cancellation) =>
        {
            var request = options.Request(parsed, parsed.GetValue(source)!);
            var receipt = await Wherever.AskAsync(parsed, () => Here(parsed, request, screen, cancellation), server => SentAsync(server, request, screen, cancellation));
            screen.Stage("import", Receipts.Line(receipt, screen.Words), receipt.Seconds);
            screen.Result(receipt, console => Receipts.Render(receipt, console, screen.Words));
            screen.Next("See what can be learned from it: ./taojin prepare", "看看数据能训练哪些模型：./taojin prepare");
        });
    }

    private static ImportReceipt Here(ParseResult parsed, SourceRequest request, Screen screen, CancellationToken cancellation)
    {
        using var mine = ShopFolder.Open(parsed);
        using var progress = screen.Progress("import");
        return mine.Workspace.Log.Import(request, new Reporter(progress, screen.Words), cancellation);
    }

    private static async Task<ImportReceipt> SentAsync(RunningServer server, SourceRequest request, Screen screen, CancellationToken cancellation)
    {
        if (!File.Exists(request.Path))
            throw new TaojinException("serve.one-file", $"'{request.Path}' is no file, and a running server takes one file at a time.", "Send its files one by one, or stop the server first.");
        screen.Say($"The server at {server.Address} takes the file; it counts from the next list on.", $"由 {server.Address} 的服务器导入；从下一个列表起生效。");
        var receipt = await server.PostFileAsync<ImportReceipt>("imports" + Query(request), request.Path, cancellation);
        return receipt with { Source = $"{request.Format}:{request.Path}" };
    }

    private static string Query(SourceRequest request) => RunningServer.Query(
        ("format", request.Format), ("name", Path.GetFileName(request.Path)), ("table", request.Table), ("kind", request.Kind?.Name()), ("preset", request.Preset), ("sheet", request.Sheet),
        ("map", request.Map.Count == 0 ? null : string.Join(',', request.Map.Select(each => $"{each.Key}={each.Value.Name()}"))),
        ("separator", request.Separator), ("encoding", request.Encoding), ("time_format", request.TimeFormat),
        ("header", request.Header?.ToString()), ("columns", request.Columns is null ? null : string.Join(',', request.Columns)));

    internal sealed class Reporter(ProgressLine line, Words words) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => line.Report(value.Rows, 0, words["rows", "行"]);
    }
}
