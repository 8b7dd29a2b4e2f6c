using Spectre.Console;
using Taojin.Storage;

namespace Taojin.Cli.Screens;

/// <summary>What an import took, in a line and in a table.</summary>
internal static class Receipts
{
    public static string Line(ImportReceipt receipt, Words words) => words[
        $"{words.Count(receipt.Accepted)} accepted   {words.Count(receipt.Rejected)} rejected   {words.Count(receipt.Duplicate)} duplicate",
        $"接受 {words.Count(receipt.Accepted)}   拒绝 {words.Count(receipt.Rejected)}   重复 {words.Count(receipt.Duplicate)}"];

    public static void Render(ImportReceipt receipt, IAnsiConsole console, Words words)
    {
        var table = Lists.Table(words["what", "项目"], words["rows", "行数"], "");
        table.AddRow(words["read", "读取"], words.Count(receipt.Read), $"{receipt.First} – {receipt.Last}");
        foreach (var (kind, count) in receipt.AcceptedByKind.OrderByDescending(each => each.Value))
            table.AddRow(Markup.Escape(kind), words.Count(count), "");
        foreach (var (code, count) in receipt.RejectedByCode.OrderByDescending(each => each.Value))
            table.AddRow($"[red]{Markup.Escape(code)}[/]", words.Count(count), Markup.Escape($"{words["rejected", "拒绝"]}: {RejectWords.Of(code, words.IsChinese)}"));
        table.AddRow(words["duplicate", "重复"], words.Count(receipt.Duplicate), "");
        console.Write(table);
        foreach (var format in receipt.Detected)
            console.MarkupLine($"[dim]{Markup.Escape($"{Path.GetFileName(format.File)}: {format.Preset} {format.Encoding} {format.Separator} {format.TimeFormat} {string.Join(", ", format.Columns.Select(column => $"{column.Name}→{column.Field}"))}")}[/]");
        foreach (var note in receipt.Notes)
            console.WriteLine(note);
        if (receipt.RejectsFile is { } rejects)
            console.MarkupLine($"{Markup.Escape(words["Rejected rows, each with line, column and hint", "被拒绝的行（含行号、列号与提示）"])}: {Markup.Escape(rejects)}");
    }
}
