using System.Text.Json;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>What there is to know of one shape of JSON lines. A new one is a file in this folder with a class that is an <c>IDescribed&lt;JsonlPreset&gt;</c>.</summary>
internal sealed record JsonlPreset
{
    /// <summary>Name for <c>--preset</c>, in kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>Whether an object looks so.</summary>
    public required Func<JsonElement, bool> Fits { get; init; }

    /// <summary>Whether it is taken only when no other fits.</summary>
    public bool IsLast { get; init; }

    /// <summary>Makes the mapping of a file.</summary>
    public required Func<JsonlFile, IJsonMapping> Open { get; init; }
}

/// <summary>A file of JSON lines before its first line is taken.</summary>
/// <param name="Name">Its name.</param>
/// <param name="First">Its first objects.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Sink">Takes the rows.</param>
internal sealed record JsonlFile(string Name, IReadOnlyList<JsonElement> First, SourceRequest Request, ImportSink Sink)
{
    /// <summary>How times are read: as was asked for, or else in a format.</summary>
    public TimeText Time(TimeFormat format) =>
        new(Request.TimeFormat is { } named ? TimeFormats.Parse(named) : format, Sink.Scope.Settings.Calendar);

    /// <summary>The text of a value in the first objects that have it.</summary>
    public List<string> Sample(JsonPath path) =>
        [.. First.Select(path.At).Where(value => value.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(value => value.ToString()).Where(text => text.Length > 0)];
}

/// <summary>Turns an object into rows.</summary>
internal interface IJsonMapping
{
    /// <summary>The source's names of the fields.</summary>
    ColumnMap Columns { get; }

    /// <summary>Hands what an object says to the sink, or its fault.</summary>
    void Map(JsonElement line, in RowPlace place);

    /// <summary>How the file is read, for the receipt.</summary>
    DetectedFormat Describe(string file, string encoding);

    /// <summary>Notes at the end of the file what was read over.</summary>
    void Complete();
}

/// <summary>All shapes of JSON lines, found by their cards.</summary>
internal static class JsonlPresets
{
    /// <summary>All, by name; the one to fall back to is the last.</summary>
    public static IReadOnlyList<JsonlPreset> All { get; } =
    [
        .. typeof(JsonlPresets).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && typeof(IDescribed<JsonlPreset>).IsAssignableFrom(type))
            .Select(type => (JsonlPreset)type.GetProperty(nameof(IDescribed<>.Card))!.GetValue(null)!)
            .OrderBy(preset => preset.IsLast).ThenBy(preset => preset.Name, StringComparer.Ordinal),
    ];

    /// <summary>The preset of a name, or else the one that fits most of the first objects.</summary>
    /// <exception cref="TaojinException">import.preset-unknown, import.preset-unclear.</exception>
    public static JsonlPreset Of(string? name, IReadOnlyList<JsonElement> first, string file)
    {
        var known = string.Join(", ", All.Select(preset => preset.Name));
        if (name is not null)
        {
            return All.FirstOrDefault(preset => preset.Name == name)
                ?? throw new TaojinException("import.preset-unknown", $"There is no preset '{name}'.", $"Known: {known}.");
        }
        var fits = first.Select(line => All.FirstOrDefault(preset => preset.Fits(line))).OfType<JsonlPreset>().CountBy(preset => preset).ToList();
        return fits.Count > 0
            ? fits.MaxBy(each => each.Value).Key
            : throw new TaojinException(
                "import.preset-unclear", $"None of the first lines of '{file}' is an object of a shape that is known.", $"Give one JSON object a line, and name its shape: --preset {known.Replace(", ", "|", StringComparison.Ordinal)}.");
    }
}
