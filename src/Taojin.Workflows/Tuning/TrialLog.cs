using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Mining.Learning.Search;
using Taojin.Storage;

namespace Taojin.Workflows.Tuning;

/// <summary>Every trial of a search, a line of JSON each, on disk before the next begins. The first line says what is searched: another search begins another file.</summary>
internal sealed class TrialLog : IDisposable
{
    private readonly FileStream _file;
    private readonly List<TrialLine> _lines = [];

    private TrialLog(FileStream file) => _file = file;

    /// <summary>What was judged.</summary>
    public IReadOnlyList<TrialLine> Lines => _lines;

    /// <summary>Seconds of all trials, those of runs before among them.</summary>
    public double SpentSeconds => _lines.Sum(line => line.Seconds);

    /// <summary>Opens the log of a search, or begins it; the log of another search is moved aside. A last line that a kill cut short is taken away.</summary>
    public static TrialLog Open(string path, SearchHeading heading)
    {
        var first = JsonSerializer.Serialize(heading, Snake.Json);
        var lines = File.Exists(path) ? Whole(File.ReadAllText(path)) : [];
        if (lines.Length > 0 && lines[0] != first)
        {
            File.Move(path, $"{path}.{Enumerable.Range(1, int.MaxValue).First(number => !File.Exists($"{path}.{number}"))}");
            lines = [];
        }
        var log = new TrialLog(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read));
        log._file.SetLength(lines.Sum(line => Encoding.UTF8.GetByteCount(line) + 1L));
        log._file.Seek(0, SeekOrigin.End);
        if (lines.Length == 0)
            log.Write(first);
        foreach (var line in lines.Skip(1))
            log._lines.Add(JsonSerializer.Deserialize<TrialLine>(line, Snake.Json)!);
        return log;
    }

    /// <summary>Adds what was judged; it is on disk when this returns.</summary>
    public void Add(TrialLine line)
    {
        _lines.Add(line);
        Write(JsonSerializer.Serialize(line, Snake.Json));
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private void Write(string line)
    {
        _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        _file.Flush(flushToDisk: true);
    }

    /// <summary>The lines that end.</summary>
    private static string[] Whole(string text) => text.LastIndexOf('\n') is >= 0 and var end ? text[..end].Split('\n') : [];
}

/// <summary>What is searched, over which data: the first line of the log. The number of trials is not in it, so that a search can be given more.</summary>
public sealed record SearchHeading(string Task, string Algorithm, string Data, string Metric, ulong Seed, SearchMethod Method, int Halving, IReadOnlyList<SearchDimension> Space);

/// <summary>One judged trial.</summary>
/// <param name="Trial">Its number; 0 is the defaults.</param>
/// <param name="Rung">Rung of the halving.</param>
/// <param name="Share">Share of the training rows.</param>
/// <param name="Options">The options that are not at their defaults.</param>
/// <param name="Point">The same as a point of the space.</param>
/// <param name="Value">What it reached on validation; null when it failed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="PeakBytes">Most memory of the process meanwhile; null where the system does not tell.</param>
/// <param name="Fault">Why it failed, or null.</param>
public sealed record TrialLine(int Trial, int Rung, double Share, JsonObject Options, IReadOnlyList<double> Point, double Value, double Seconds, long? PeakBytes, string? Fault)
{
    internal SearchResult Result => new(Trial, Rung, Point, Value);
}
