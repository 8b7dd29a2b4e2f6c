using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>What every picture owes its reader: the figures behind it as a table, and itself as PNG and CSV with as many rows.</summary>
internal static class ChartChecks
{
    private const string TwoGrids = "each => echarts.getInstanceByDom(each).getOption().yAxis?.filter((axis) => axis.splitLine?.show !== false && axis.type === 'value').length ?? 0";

    /// <returns>What is missing, in words; the names of the pictures that were looked at.</returns>
    public static async Task<(IReadOnlyList<string> Missing, IReadOnlyList<string> Seen)> Of(IPage page)
    {
        var missing = new List<string>();
        var names = await page.Locator("figure.chart").EvaluateAllAsync<string[]>("all => all.filter((each) => !each.closest('[aria-live]')).map((each) => each.dataset.chart)"); // curves of tasks under way come and go
        var charts = names.Select(name => page.Locator($"figure.chart[data-chart='{name}']")).ToArray(); // by name: another may come in before it
        foreach (var chart in charts)
            await chart.Locator("details").EvaluateAsync("each => each.open = true");
        foreach (var chart in charts)
            await chart.Locator("tbody").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var saved = await Saved(page, charts);
        foreach (var (name, chart) in names.Zip(charts))
        {
            var rows = await chart.Locator("tbody tr").CountAsync();
            if (rows == 0)
                missing.Add($"{name} has no figures");
            if (Lines(saved, name) != rows + 1) // what was worked out anew came in between, or something is wrong
                (saved, rows) = (await Saved(page, [chart]), await chart.Locator("tbody tr").CountAsync());
            if (Lines(saved, name) is var lines && lines != rows + 1)
                missing.Add($"{name} gives a CSV of {lines} lines for {rows} rows");
            if (!saved.TryGetValue($"{name}.png", out var png) || !png.AsSpan(1, 3).SequenceEqual("PNG"u8))
                missing.Add($"{name} gives no PNG");
            if (await chart.Locator(".canvas").EvaluateAsync<int>(TwoGrids) > 1)
                missing.Add($"{name} draws two grids");
        }
        return (missing, names);
    }

    /// <summary>Presses PNG and CSV of all, and gives what came within fifteen seconds, by name.</summary>
    private static async Task<IReadOnlyDictionary<string, byte[]>> Saved(IPage page, ILocator[] charts)
    {
        var (saved, left, all) = (new ConcurrentDictionary<string, byte[]>(), 2 * charts.Length, new TaskCompletionSource());
        page.Download += Take;
        foreach (var chart in charts)
            foreach (var kind in new[] { "CSV", "PNG" })
                await chart.GetByRole(AriaRole.Button, new() { Name = kind }).ClickAsync();
        if (charts.Length > 0)
            await Task.WhenAny(all.Task, Task.Delay(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken)); // what is missing is told with the name of the picture
        page.Download -= Take;
        return saved;

        async void Take(object? sender, IDownload file)
        {
            saved[file.SuggestedFilename] = await File.ReadAllBytesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
            if (Interlocked.Decrement(ref left) == 0)
                all.SetResult();
        }
    }

    /// <summary>Rows of a CSV: line ends that stand in no quoted cell; -1 where none was saved.</summary>
    private static int Lines(IReadOnlyDictionary<string, byte[]> saved, string name)
    {
        if (!saved.TryGetValue($"{name}.csv", out var csv))
            return -1;
        var (lines, isQuoted) = (0, false);
        foreach (var letter in System.Text.Encoding.UTF8.GetString(csv))
            (lines, isQuoted) = (lines + (letter == '\n' && !isQuoted ? 1 : 0), letter == '"' ? !isQuoted : isQuoted);
        return lines;
    }
}
