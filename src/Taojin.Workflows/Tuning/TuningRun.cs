using System.Text.Json;
using Taojin.Storage;

namespace Taojin.Workflows.Tuning;

/// <summary>A search as its log tells it, under way or done.</summary>
/// <param name="Heading">What was searched, over which data.</param>
/// <param name="Trials">What was judged, in order.</param>
public sealed record TuningRun(SearchHeading Heading, IReadOnlyList<TrialLine> Trials)
{
    /// <summary>The best trial on all rows; null before one was judged.</summary>
    public TrialLine? Best => Trials.Where(line => line.Share >= 1 && !double.IsNaN(line.Value)).MaxBy(line => line.Value);

    /// <summary>What the defaults reach; NaN before they were judged on all rows.</summary>
    public double Default => Trials.LastOrDefault(line => line is { Trial: 0, Share: >= 1 })?.Value ?? double.NaN;

    /// <summary>The last search of each algorithm of a task, those under way among them.</summary>
    public static IReadOnlyList<TuningRun> Of(Mine mine, string task) => [.. TrialLogs.Of(mine.Workspace.Folder, task).Select(Read).OfType<TuningRun>()];

    /// <summary>A log may be written at this moment: a last line that does not end is left out. One that was just moved away is found at the next look.</summary>
    private static TuningRun? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var text = new StreamReader(file).ReadToEnd();
        string[] lines = text.LastIndexOf('\n') is >= 0 and var end ? text[..end].Split('\n') : [];
        return lines.Length == 0 ? null : new(JsonSerializer.Deserialize<SearchHeading>(lines[0], Snake.Json)!, [.. lines.Skip(1).Select(line => JsonSerializer.Deserialize<TrialLine>(line, Snake.Json)!)]);
    }
}
