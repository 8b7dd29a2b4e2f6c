using Taojin.Data;
using Taojin.Mining.Evaluation.Drift;
using Taojin.Mining.Features;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows;

namespace Taojin.Server.Dashboard.Pages.Experiments;

/// <summary>How far the data of a model have moved since it was trained.</summary>
internal static class DriftPictures
{
    private const int Drawn = 16, Multiples = 4, Wide = 210;
    private const double LeastAxis = 0.3;

    /// <summary>The stability index of scores, labels and the columns that moved most; the figures behind it are of all columns.</summary>
    public static Picture Index(TaskDrift task, Reader read)
    {
        var all = All(task);
        var shown = all.Take(Drawn).ToArray();
        return new()
        {
            Name = $"drift-{task.Task}", Title = read["drift.picture", task.Version], Says = read["drift.picture-says"], Height = 90 + (28 * shown.Length),
            Option = new
            {
                grid = Plot.Grid, tooltip = new { trigger = "item", valueFormatter = "@figure" }, yAxis = Plot.NamesAside(shown.Select(row => Name(row, read)), Wide),
                xAxis = Plot.Values("PSI", least: 0, most: Math.Max(LeastAxis, Math.Ceiling(10 * shown.Max(row => Drawable(row.Index))) / 10), isAcross: true),
                series = new[]
                {
                    new
                    {
                        type = "bar", barMaxWidth = 22, data = shown.Select(row => new { value = Drawable(row.Index), name = Name(row, read), itemStyle = new { color = Colour(row.Level) } }).ToArray(),
                        markLine = new { symbol = "none", silent = true, lineStyle = new { color = "$slate", type = "dotted" }, label = new { formatter = "{c}", color = "$soft", position = "start" }, data = new[] { new { xAxis = StabilityIndex.Some }, new { xAxis = StabilityIndex.Much } } },
                    },
                },
            },
            Figures = new([read["drift.column"], read["drift.code"], "PSI", read["drift.by-chance"], read["drift.level"], read["drift.values-then"], read["drift.values-now"], read["drift.share-then"], read["drift.share-now"]],
                [.. all.Select(row => (IReadOnlyList<object?>)[Name(row, read), row.Name, row.Index, row.ByChance, read.Name("drift-level", row.Level), row.Then, row.Now, Shown(row.ShareThen), Shown(row.ShareNow)])]),
        };
    }

    /// <summary>Whether there is anything to see: events came after those that it learned from, and something moved further than chance moves it.</summary>
    public static bool HasNews(TaskDrift task) => task.Score is not null && task.AsOf > task.TrainedUntil && All(task).Any(row => row.Index > row.ByChance);

    /// <summary>Shares of the classes then and now, on one scale: the scores, and the columns that moved most.</summary>
    public static IReadOnlyList<Picture> ThenAndNow(TaskDrift task, Reader read)
    {
        var drawn = task.Columns.Prepend(task.Score!).Where(column => column.CountsThen.Sum() > 0 && column.CountsNow.Sum() > 0).Take(Multiples).ToArray();
        var most = drawn.Select(column => Shares(column.CountsThen).Concat(Shares(column.CountsNow)).Max()).DefaultIfEmpty(1).Max();
        return [.. drawn.Select(column => Distribution(task, column, (Math.Ceiling(most * 10) / 10, read)))];
    }

    /// <summary>What a column means, in the reader's words; its name where no feature's card and no word knows it.</summary>
    public static string Name(ColumnDrift row, Reader read) =>
        FeatureCatalog.Columns.FirstOrDefault(column => column.Name == row.Name) is { } known ? read.Pick(known.Meaning, known.MeaningZh) : read.Name("drift-of", row.Name);

    private static Picture Distribution(TaskDrift task, ColumnDrift column, (double Most, Reader Read) how)
    {
        var (read, classes, then, now) = (how.Read, Classes(column, how.Read), Shares(column.CountsThen), Shares(column.CountsNow));
        return new()
        {
            Name = $"drift-{task.Task}-{column.Name}", Title = read["drift.then-and-now", Name(column, read), read.Figure(column.Index)], Says = read["drift.then-and-now-says"], Height = 240,
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", valueFormatter = "@percent" }, xAxis = Plot.Names(classes), yAxis = Plot.Values(read["drift.share"], "@percent", most: how.Most),
                series = new object[]
                {
                    new { name = read["drift.then"], type = "bar", data = then, color = "$slate", barMaxWidth = 18 },
                    new { name = read["drift.now"], type = "bar", data = now, color = "$gold", barMaxWidth = 18 },
                },
            },
            Figures = new([read["drift.class"], read["drift.then"], read["drift.now"], read["drift.values-then"], read["drift.values-now"]],
                [.. classes.Select((name, place) => (IReadOnlyList<object?>)[name, new Share(then[place]), new Share(now[place]), column.CountsThen[place], column.CountsNow[place]])]),
        };
    }

    private static ColumnDrift[] All(TaskDrift task) => [task.Score!, .. task.Label is { } label ? [label] : Array.Empty<ColumnDrift>(), .. task.Columns];

    private static string[] Classes(ColumnDrift column, Reader read) =>
        column.Name == "kind" ? [.. Enumerable.Range(0, column.CountsThen.Count).Select(kind => read.Name("kinds", ((EventKind)kind).Name()))]
        : column.Edges.Count == 0 ? [read["drift.one-value"]]
        : [.. column.Edges.Select(edge => $"≤ {Edge(edge, read)}"), $"> {Edge(column.Edges[^1], read)}"];

    private static string Edge(float edge, Reader read) => edge.ToString(Math.Abs(edge) is 0 or >= 100 ? "N0" : "G3", read.Culture);

    private static double[] Shares(IReadOnlyList<long> counts) => counts.Sum() is var sum && sum == 0 ? [.. counts.Select(_ => 0.0)] : [.. counts.Select(count => (double)count / sum)];

    private static Share? Shown(double? share) => share is { } known ? new Share(known) : null;

    private static double Drawable(double index) => double.IsNaN(index) ? 0 : index;

    private static string Colour(string level) => level == "much" ? "$c6" : level == "some" ? "$gold" : "$slate";
}
