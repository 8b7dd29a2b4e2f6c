using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Taojin.Quality.Frame;

/// <summary>A measured value. Names are stable.</summary>
internal sealed record Figure(string Name, double Value, string Unit, string Better)
{
    /// <summary>Least of the repeats or lower end of the interval.</summary>
    public double? Low { get; init; }

    /// <summary>Most of the repeats or upper end of the interval.</summary>
    public double? High { get; init; }

    /// <summary>What the peer, the limit or the baseline reached in the same run.</summary>
    public double? Peer { get; init; }
}

/// <summary>Something that was not measured, and why.</summary>
internal sealed record Skipped(string Name, string Why);

/// <summary>One run of one benchmark: its folder for files, its figures, what it says meanwhile.</summary>
internal sealed class BenchmarkRun(BenchOptions options) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
    private readonly List<Figure> _figures = [];
    private readonly List<Skipped> _skipped = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();

    /// <summary>A folder for files of this run, deleted behind it unless <c>--keep</c> names it.</summary>
    public string Scratch { get; } = options.Keep is { } kept ? Directory.CreateDirectory(kept).FullName : Directory.CreateTempSubdirectory("taojin-bench-").FullName;

    /// <summary>Path of a data set, or null: the skip is noted.</summary>
    public string? Data(string name) => Existing(Path.Combine(options.Data, name), name);

    /// <summary>Whether a part of the benchmark is wanted; <c>--only PART</c> names one.</summary>
    public bool Wants(string part) => options.Only is null || options.Only == part;

    /// <summary>Whether nothing is left out.</summary>
    public bool IsWhole => options.Only is null;

    /// <summary>Path of a program to be compared with, or null: the skip is noted.</summary>
    public string? Peer(string name) => Existing(Path.Combine(options.Data, "..", "peers", name), name);

    /// <summary>How long a steady state is watched: <c>--minutes N</c>, or as long as the benchmark has it.</summary>
    public TimeSpan Length(TimeSpan own) => options.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : own;

    /// <summary>Notes a figure.</summary>
    public void Add(Figure figure)
    {
        _figures.Add(figure);
        Say(Line(figure));
    }

    /// <summary>All that was noted so far.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>A figure noted before in this run, NaN when there is none.</summary>
    public double ValueOf(string name) => _figures.Find(figure => figure.Name == name)?.Value ?? double.NaN;

    /// <summary>Notes what could not be measured.</summary>
    public void Skip(string name, string why)
    {
        _skipped.Add(new(name, why));
        Say($"– {name}: {why}");
    }

    /// <summary>Says on stderr how far it is.</summary>
    public void Say(string text) => Console.Error.WriteLine($"{TimeProvider.System.GetElapsedTime(_start).TotalSeconds,7:0.0} s  {text}");

    /// <summary>Prints the figures: a table, or one JSON document.</summary>
    public void Print(TextWriter output)
    {
        if (options.IsJson)
            output.WriteLine(JsonSerializer.Serialize(new { Benchmark = options.Name, Machine = Machine.Name, Figures = _figures, Skipped = _skipped }, Json));
        else
            foreach (var figure in _figures)
                output.WriteLine(Line(figure));
    }

    public void Dispose()
    {
        if (options.Keep is null)
            Directory.Delete(Scratch, recursive: true);
    }

    private string? Existing(string path, string name)
    {
        if (Path.Exists(path))
            return Path.GetFullPath(path);
        Skip(name, "not found; name its folder: --data DIR or TAOJIN_DATA");
        return null;
    }

    private static string Line(Figure figure)
    {
        var spread = figure is { Low: { } low, High: { } high } ? $" ({Number(low)}–{Number(high)})" : "";
        var peer = figure.Peer is { } value ? $"   beside {Number(value)}" : "";
        return $"{figure.Name,-36} {Number(figure.Value)} {figure.Unit}{spread}{peer}";
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.####", CultureInfo.InvariantCulture);
}
