using Taojin.Data;

namespace Taojin.Storage;

/// <summary>What to import and how to read it. What is not set here comes from the format's preset, or else is detected.</summary>
/// <param name="Format">Name of a source's card, such as <c>taobao</c>.</param>
/// <param name="Path">File or folder.</param>
public sealed record SourceRequest(string Format, string Path)
{
    /// <summary>What a file is called that was sent and is not kept where it stands; null: its path.</summary>
    public string? Name { get; init; }

    /// <summary>What the source's names of behaviour mean, such as <c>pv</c> → view; added to the preset's.</summary>
    public IReadOnlyDictionary<string, EventKind> Map { get; init; } = new Dictionary<string, EventKind>(StringComparer.Ordinal);

    /// <summary>What every row means, in files without a column of behaviour.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>What parts the fields, such as <c>,</c>, <c>\t</c> or <c>::</c>.</summary>
    public string? Separator { get; init; }

    /// <summary>Encoding of the text, such as <c>gb18030</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>Format of times: <c>unix-s</c>, <c>unix-ms</c>, <c>unix-us</c>, <c>unix-ns</c>, <c>iso</c>, <c>compact</c>, <c>day-first</c>, <c>month-first</c>.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>Whether the first row names the columns.</summary>
    public bool? Header { get; init; }

    /// <summary>What the columns hold, in order, by the names of the log (<c>user_id</c>, <c>item_id</c>, <c>kind</c>, <c>time</c> …); <c>-</c> for one to read over.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The table to import into: <c>events</c>, <c>items</c>, <c>users</c>, <c>reviews</c>, <c>orders</c>, <c>campaigns</c>, <c>exposures</c> or <c>redemptions</c>; null lets the format decide.</summary>
    public string? Table { get; init; }

    /// <summary>Shape of the objects of a format that knows several, such as <c>ga4</c> of <c>jsonl</c>; null lets the first ones tell.</summary>
    public string? Preset { get; init; }

    /// <summary>The sheet to read, of a format that has sheets; null for the first one with rows.</summary>
    public string? Sheet { get; init; }

    /// <summary>A request from its written form, such as <c>taobao:LOG.csv</c>, or <c>LOG.csv</c> where the ending says it.</summary>
    /// <exception cref="TaojinException">import.source-unclear: neither a format before a colon nor the ending says what it is.</exception>
    public static SourceRequest Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 1 && !text[..colon].Contains('/', StringComparison.Ordinal)) // one letter and a colon is a drive of Windows
            return new SourceRequest(text[..colon], text[(colon + 1)..]).Parted();
        var plain = new SourceRequest("", text).Parted(anyFormat: true);
        return SourceCards.OfEnding(plain.Path) is { } card
            ? new SourceRequest(card.Name, text).Parted()
            : throw new TaojinException(
                "import.source-unclear",
                $"'{text}' does not say which format it is.",
                $"Put the format before the path, such as csv:{text}. Known: {string.Join(", ", SourceCards.All.Select(card => card.Name))}.");
    }

    /// <summary>With the sheet apart from the path, where the format has sheets.</summary>
    private SourceRequest Parted(bool anyFormat = false)
    {
        var sign = Path.LastIndexOf('#');
        return sign > 0 && (anyFormat || SourceCards.All.Any(card => card.Name == Format && card.HasSheets)) ? this with { Path = Path[..sign], Sheet = Path[(sign + 1)..] } : this;
    }

    /// <summary>A map of behaviour from its written form, such as <c>pv=view,buy=purchase</c>.</summary>
    /// <exception cref="TaojinException">import.map-unclear: a part is not NAME=KIND, or there is no such kind.</exception>
    public static IReadOnlyDictionary<string, EventKind> ParseMap(string text)
    {
        var map = new Dictionary<string, EventKind>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var sign = part.LastIndexOf('=');
            if (sign < 1 || !EventKinds.TryParse(part[(sign + 1)..].Trim(), out var kind))
            {
                throw new TaojinException(
                    "import.map-unclear",
                    $"'{part}' does not say what a name of behaviour means.",
                    $"Write it as pv=view,buy=purchase. Kinds: {string.Join(", ", EventKinds.All)}.");
            }
            map[part[..sign].Trim()] = kind;
        }
        return map;
    }
}
