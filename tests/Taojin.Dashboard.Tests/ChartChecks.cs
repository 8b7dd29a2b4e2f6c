using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>What every picture owes its reader: the figures behind it as a table, and itself as PNG and CSV with as many rows.</summary>
internal static class ChartChecks
{
    /// <returns>What is missing, in words; the names of the pictures that were looked at.</returns>
    public static async Task<(IReadOnlyList<string> Missing, IReadOnlyList<string> Seen)> Of(IPage page)
    {
        var (missing, seen) = (new List<string>(), new List<string>());
        foreach (var chart in await page.Locator("figure.chart").AllAsync())
        {
            var name = await chart.GetAttributeAsync("data-chart") ?? "";
            seen.Add(name);
            await chart.Locator("details").EvaluateAsync("each => each.open = true");
            await chart.Locator("tbody").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            var rows = await chart.Locator("tbody tr").CountAsync();
            if (rows == 0)
                missing.Add($"{name} has no figures");
            var csv = await Saved(page, chart.GetByRole(AriaRole.Button, new() { Name = "CSV" }));
            if (await chart.Locator("tbody tr").CountAsync() is var now && (now != rows || csv.Name.Length == 0)) // what was worked out anew came in between
                (rows, csv) = (now, await Saved(page, chart.GetByRole(AriaRole.Button, new() { Name = "CSV" })));
            if (!csv.Name.EndsWith(".csv", StringComparison.Ordinal) || Lines(csv.Bytes) != rows + 1)
                missing.Add($"{name} gives a CSV of {Lines(csv.Bytes)} lines for {rows} rows");
            var png = await Saved(page, chart.GetByRole(AriaRole.Button, new() { Name = "PNG" }));
            if (png.Name.Length == 0)
                png = await Saved(page, chart.GetByRole(AriaRole.Button, new() { Name = "PNG" }));
            if (!png.Name.EndsWith(".png", StringComparison.Ordinal) || !png.Bytes.AsSpan(1, 3).SequenceEqual("PNG"u8))
                missing.Add($"{name} gives no PNG");
            if (await chart.Locator(".canvas").EvaluateAsync<int>("each => echarts.getInstanceByDom(each).getOption().yAxis?.filter((axis) => axis.splitLine?.show !== false && axis.type === 'value').length ?? 0") > 1)
                missing.Add($"{name} draws two grids");
        }
        return (missing, seen);
    }

    private static async Task<(string Name, byte[] Bytes)> Saved(IPage page, ILocator button)
    {
        try
        {
            var file = await page.RunAndWaitForDownloadAsync(() => button.ClickAsync(), new() { Timeout = 15_000 });
            return (file.SuggestedFilename, await File.ReadAllBytesAsync((await file.PathAsync())!, TestContext.Current.CancellationToken));
        }
        catch (TimeoutException)
        {
            return ("", new byte[4]); // told with the name of the picture
        }
    }

    /// <summary>Rows of a CSV: line ends that stand in no quoted cell.</summary>
    private static int Lines(byte[] csv)
    {
        var (lines, isQuoted) = (0, false);
        foreach (var letter in System.Text.Encoding.UTF8.GetString(csv))
            (lines, isQuoted) = (lines + (letter == '\n' && !isQuoted ? 1 : 0), letter == '"' ? !isQuoted : isQuoted);
        return lines;
    }
}
