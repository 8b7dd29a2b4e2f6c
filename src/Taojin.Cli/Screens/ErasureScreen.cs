using Spectre.Console;
using Taojin.Storage.Privacy;

namespace Taojin.Cli.Screens;

/// <summary>The receipt of an erasure.</summary>
internal static class ErasureScreen
{
    public static void Render(ErasureReceipt receipt, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["where", "位置"], words["what", "内容"], words["done", "处理"]);
        foreach (var (name, count) in receipt.Rows.Where(each => each.Value > 0))
            table.AddRow(words["table", "数据表"], Markup.Escape(name), words[$"{words.Count(count)} rows removed", $"删除 {words.Count(count)} 行"]);
        foreach (var model in receipt.Models)
            table.AddRow(words["model", "模型"], Markup.Escape(model), words["name and factors emptied", "编号与因子已清空"]);
        foreach (var file in receipt.Files)
            table.AddRow(words["file", "文件"], Markup.Escape(file.Path), Markup.Escape(file.What));
        foreach (var backup in receipt.Backups)
            table.AddRow(words["backup", "备份"], Markup.Escape(backup.Path), Markup.Escape(backup.What));
        console.Write(table);
        foreach (var trace in receipt.Remains)
            console.MarkupLine($"[yellow]![/] {Markup.Escape(words[trace.What, trace.WhatZh])} {Markup.Escape(trace.Until is { } until ? words[$"Until {until}.", $"截至 {until}。"] : "")}");
    }
}
