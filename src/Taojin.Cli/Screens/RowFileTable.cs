using Spectre.Console;
using Taojin.Workflows.Rows;

namespace Taojin.Cli.Screens;

/// <summary>Files of rows that were written, a line a cut.</summary>
internal static class RowFileTable
{
    public static void Render(IReadOnlyList<FeatureFile> files, IAnsiConsole console, Words words)
    {
        if (files.Count == 0)
            return;
        var table = Lists.Table(words["rows of", "样本"], words["cut (UTC)", "时间点（UTC）"], words["files", "文件"], words["rows", "行"], words["bought", "购买"]);
        foreach (var cut in files.GroupBy(file => file.Cut))
            table.AddRow(NameOf(cut.First().Path), $"{cut.Key}", words.Count(cut.Count()), words.Count(cut.Sum(file => (long)file.Rows)), words.Count(cut.Sum(file => (long)file.Bought)));
        console.Write(table);
        console.WriteLine(words[$"in {Path.GetDirectoryName(files[0].Path)}", $"位于 {Path.GetDirectoryName(files[0].Path)}"]);
    }

    private static string NameOf(string path) => Path.GetFileName(path)[..Path.GetFileName(path).LastIndexOf("-part-", StringComparison.Ordinal)];
}
