using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Verbs;
using Taojin.Mining.Learning;
using Taojin.Storage;
using Taojin.Workflows;

namespace Taojin.Cli.Screens;

/// <summary>A log and a file of pairs in, probabilities out, in one process.</summary>
internal sealed record PairsJob(FileInfo Pairs, FileInfo? Out, string? From)
{
    public static void Run(ParseResult parsed, Screen screen, PairsJob job, CancellationToken cancellation)
    {
        var folder = parsed.GetValue(CommandLine.Workspace)!.FullName;
        using var mine = job.From is null || File.Exists(Path.Combine(folder, "taojin.toml"))
            ? ShopFolder.Open(parsed)
            : Mine.Init(folder, new WorkspaceSettings(), ShopFolder.Algorithms, TimeProvider.System);
        if (job.From is { } from)
            using (var progress = screen.Progress("import"))
            {
                var receipt = mine.Workspace.Log.Import(SourceRequest.Parse(from), new ImportVerb.Reporter(progress, screen.Words), cancellation);
                screen.Stage("import", Receipts.Line(receipt, screen.Words), receipt.Seconds);
            }
        var start = TimeProvider.System.GetTimestamp();
        using var pairs = new StreamReader(job.Pairs.OpenRead());
        var result = Write(job.Out, output => new PredictPairs(mine).Run(pairs, output, new FitContext { Cancellation = cancellation }));
        screen.Stage("predict", screen.Words[
            $"{screen.Words.Count(result.TrainRows)} rows learned from   {screen.Words.Count(result.Predicted)} pairs predicted   {screen.Words.Count(result.Unknown)} unknown",
            $"学习 {screen.Words.Count(result.TrainRows)} 行   预测 {screen.Words.Count(result.Predicted)} 对   未知 {screen.Words.Count(result.Unknown)}"], TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        if (job.Out is not null)
            screen.Result(result, console => console.WriteLine(job.Out.FullName));
    }

    private static PairsResult Write(FileInfo? file, Func<TextWriter, PairsResult> write)
    {
        if (file is null)
            return write(Console.Out);
        using var output = new StreamWriter(file.FullName, append: false, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        return write(output);
    }
}
