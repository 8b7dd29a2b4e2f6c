using Taojin.Mining.Evaluation;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Pages.Models;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Training;

namespace Taojin.Server.Dashboard.Pages.Classify;

/// <summary>Which classes a model takes for which, on rows that it did not learn from.</summary>
internal static class ConfusionPicture
{
    private const int Most = 14;

    /// <summary>Null where the training counted none.</summary>
    public static Picture? Of(TrainingRun run, ModelRow? model, Reader read)
    {
        if (model?.Confusion is not { Pairs.Count: > 0 } confusion)
            return null;
        var (names, other) = (Drawn(confusion), read["confusion.other"]);
        int Place(string? name) => name is not null && Array.IndexOf(names, name) is >= 0 and var place ? place : names.Length;
        var cells = confusion.Pairs.GroupBy(pair => (Row: Place(pair.Truth), Column: Place(pair.Said))).Select(cell => (cell.Key.Row, cell.Key.Column, Rows: cell.Sum(pair => pair.Rows))).ToArray();
        var rows = cells.GroupBy(cell => cell.Row).ToDictionary(row => row.Key, row => (double)row.Sum(cell => cell.Rows));
        string[] shorts = [.. names.Select(name => name.Split(" > ")[^1]), .. rows.ContainsKey(names.Length) || cells.Any(cell => cell.Column == names.Length) ? [other] : Array.Empty<string>()];
        return new()
        {
            Name = $"confusion-{run.Task}", Title = read["confusion.title", ModelPictures.Name(model, read)],
            Says = read["confusion.says", confusion.Pairs.Sum(pair => pair.Rows), confusion.Pairs.Where(pair => !pair.IsRight).Sum(pair => pair.Rows)], Height = 190 + (26 * shorts.Length),
            Option = new
            {
                grid = new { left = 8, right = 16, top = 8, bottom = 124, containLabel = true }, tooltip = new { show = false },
                xAxis = new { type = "category", data = shorts, name = read["confusion.said"], nameLocation = "middle", nameGap = 74, axisLabel = new { rotate = 40, interval = 0, width = 96, overflow = "truncate" } }, yAxis = Plot.NamesAside(shorts),
                visualMap = new { min = 0, max = 1, dimension = 2, orient = "horizontal", left = "center", bottom = 0, itemHeight = 120, inRange = new { color = Plot.CellColours }, text = new[] { read["confusion.all"], read["confusion.none"] }, textStyle = new { color = "$soft" } },
                series = new object[] { new { type = "heatmap", label = Plot.CellLabel("{@[3]}"), data = cells.Select(cell => new[] { cell.Column, cell.Row, Math.Round(cell.Rows / rows[cell.Row], 4), cell.Rows }).ToArray() } },
            },
            Figures = new([read["confusion.truth"], read["confusion.said"], read["column.cases"], read["confusion.share"]],
                [.. confusion.Pairs.Select(pair => (IReadOnlyList<object?>)[pair.Truth ?? other, pair.Said ?? other, pair.Rows, new Share(pair.Rows / (double)confusion.Pairs.Where(each => each.Truth == pair.Truth).Sum(each => each.Rows))])]),
        };
    }

    /// <summary>The most frequent classes, by name: those of one branch of the tree stand together.</summary>
    private static string[] Drawn(Confusion confusion) =>
    [
        .. confusion.Pairs.Where(pair => pair.Truth is not null).GroupBy(pair => pair.Truth!, StringComparer.Ordinal).OrderByDescending(truth => truth.Sum(pair => pair.Rows)).ThenBy(truth => truth.Key, StringComparer.Ordinal)
            .Take(Most).Select(truth => truth.Key).Order(StringComparer.Ordinal),
    ];
}
