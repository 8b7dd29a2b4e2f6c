using Taojin.Data;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>What a format of separated fields is known to look like. What is null here is detected; the request overrides all of it.</summary>
internal sealed record DelimitedPreset
{
    /// <summary>The table its rows go to; null when the columns tell.</summary>
    public string? Table { get; init; } = "events";

    /// <summary>How rows are parted into fields.</summary>
    public DelimitedShape? Shape { get; init; }

    /// <summary>Whether the first row names the columns.</summary>
    public bool? Header { get; init; }

    /// <summary>Encoding, where the format has one of its own.</summary>
    public string? Encoding { get; init; }

    /// <summary>What the columns hold, in order, in files without a header.</summary>
    public IReadOnlyList<Field>? Columns { get; init; }

    /// <summary>What the columns of a header hold, by their names in lower case; others go by <see cref="ColumnNames"/> where that is asked for.</summary>
    public IReadOnlyDictionary<string, Field> Names { get; init; } = new Dictionary<string, Field>(StringComparer.Ordinal);

    /// <summary>Whether columns that are not in <see cref="Names"/> are known by the names that shops use.</summary>
    public bool KnowsCommonNames { get; init; }

    /// <summary>Format of times.</summary>
    public TimeFormat? Time { get; init; }

    /// <summary>What names of behaviour mean.</summary>
    public KindMap Kinds { get; init; } = new();

    /// <summary>What every row means, without a column of behaviour.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>Looks at a row once it is mapped: mends what the format writes in its own way, or refuses it.</summary>
    public RowRule? Rule { get; init; }
}

/// <summary>A rule of one format.</summary>
/// <param name="row">The row as mapped; may be changed.</param>
/// <returns>A code of <see cref="RejectCodes"/>, or null.</returns>
internal delegate string? RowRule(ref EventRow row);
