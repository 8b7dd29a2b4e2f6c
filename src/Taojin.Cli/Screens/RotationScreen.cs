using Spectre.Console;
using Taojin.Storage.Privacy;

namespace Taojin.Cli.Screens;

/// <summary>The receipt of a rotation.</summary>
internal static class RotationScreen
{
    public static void Render(RotationReceipt receipt, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["where", "位置"], words["what", "内容"], words["done", "处理"]);
        foreach (var (name, count) in receipt.Rows.Where(each => each.Value > 0))
            table.AddRow(words["table", "数据表"], Markup.Escape(name), words[$"{words.Count(count)} rows named anew", $"{words.Count(count)} 行已更换假名"]);
        foreach (var model in receipt.Models)
            table.AddRow(words["model", "模型"], Markup.Escape(model), words["users named anew; it answers as before", "用户假名已更换，模型答复不变"]);
        foreach (var file in receipt.Files)
            table.AddRow(words["file", "文件"], Markup.Escape(file.Path), Markup.Escape(file.What));
        foreach (var backup in receipt.Backups)
            table.AddRow(words["backup", "备份"], Markup.Escape(backup.Path), Markup.Escape(backup.What));
        console.Write(table);
        foreach (var trace in receipt.Remains)
            console.MarkupLine($"[yellow]![/] {Markup.Escape(words[trace.What, trace.WhatZh])}");
    }
}
