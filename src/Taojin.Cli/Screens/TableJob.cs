using System.CommandLine;
using Spectre.Console;
using Taojin.Data;
using Taojin.Storage.Models;
using Taojin.Workflows.Tables;

namespace Taojin.Cli.Screens;

/// <summary>A table of new rows in, probabilities with reasons out.</summary>
internal sealed record TableJob(string? From, FileInfo? Out, string? Model, int Count)
{
    private const int ReasonsShown = 3;

    public static void Run(ParseResult parsed, Screen screen, TableJob job)
    {
        if (job.From is null)
            throw new TaojinException("usage.table-needed", "No table was named.", "Run: ./taojin predict --task outcome --from csv:NEW.csv --out OUT.csv");
        using var mine = ShopFolder.Open(parsed);
        using var output = job.Out is null ? null : new StreamWriter(job.Out.FullName, append: false, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true)); // the mark lets spreadsheets read Chinese
        var result = new PredictTable(mine).Run(job.From, job.Model is null ? null : ModelVersion.Parse(job.Model), job.Count, output);
        foreach (var reject in result.Rejected.Take(5))
            screen.Warn($"{reject.File}, line {reject.Line}: {reject.Code}; the row is left out", $"{reject.File} 第 {reject.Line} 行：{reject.Code}，已略过");
        if (result.MissingColumns.Count > 0)
            screen.Warn($"Columns that the file lacks count as unknown: {string.Join(", ", result.MissingColumns)}", $"文件缺少的列按未知处理：{string.Join("、", result.MissingColumns)}");
        screen.Result(result, console => Render(result, console, screen.Words));
        if (job.Out is not null)
            screen.Say($"{result.Predicted} rows written to {job.Out.FullName}", $"已写入 {result.Predicted} 行：{job.Out.FullName}");
    }

    private static void Render(TablePredictions result, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["row", "行"], words["probability", "概率"], words["why (parts of the log-odds)", "理由（对数几率的贡献）"]);
        foreach (var row in result.Rows)
            table.AddRow($"{row.Row}", words.Share(row.Probability), Markup.Escape(string.Join("; ", row.Why?.Parts.Take(ReasonsShown).Select(part => words[part.Reason.Text, part.Reason.TextZh]) ?? [])));
        console.Write(table);
        console.MarkupLine($"[dim]{Markup.Escape(words["model", "模型"])} {Markup.Escape(result.Model)}   {result.Predicted} {Markup.Escape(words["rows", "行"])}[/]");
    }
}
