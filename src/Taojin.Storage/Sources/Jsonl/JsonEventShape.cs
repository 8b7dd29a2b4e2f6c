using System.Collections.Frozen;
using Taojin.Data;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>Where a kind of object that tells an event says what: each item of it becomes an event of the log.</summary>
internal sealed record JsonEventShape
{
    /// <summary>Where the user is; the first that is there counts.</summary>
    public required IReadOnlyList<JsonPath> User { get; init; }

    /// <summary>Where the time is.</summary>
    public required JsonPath Time { get; init; }

    /// <summary>How times are written.</summary>
    public required TimeFormat TimeFormat { get; init; }

    /// <summary>Where it says what happened, the first that is there; none when all mean the same.</summary>
    public IReadOnlyList<JsonPath> Name { get; init; } = [];

    /// <summary>What all mean that have no name.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>What names mean.</summary>
    public KindMap Kinds { get; init; } = new();

    /// <summary>Names of events that the log has no kind for: they are counted and read over.</summary>
    public FrozenSet<string> Others { get; init; } = [];

    /// <summary>Where the items are, a list of objects or one object; the first that is there counts.</summary>
    public required IReadOnlyList<JsonPath> Items { get; init; }

    /// <summary>What the object says of all its items.</summary>
    public IReadOnlyList<(JsonPath Path, Field Field)> Whole { get; init; } = [];

    /// <summary>What an item says of itself. Of several places of the item's id the first that is there counts.</summary>
    public required IReadOnlyList<(JsonPath Path, Field Field)> Item { get; init; }

    /// <summary>Where the id of the object is; items of a list are told apart by their number behind it.</summary>
    public JsonPath? EventId { get; init; }

    /// <summary>What the format writes where it knows nothing.</summary>
    public byte[] Unset { get; init; } = [];

    /// <summary>The format's own names of the fields.</summary>
    public ColumnMap Columns()
    {
        List<(string Path, Field Field)> all =
        [
            (User[0].ToString(), Field.UserId), (Time.ToString(), Field.Time), .. Name.Take(1).Select(path => (path.ToString(), Field.Kind)),
            .. Item.Select(each => ($"{Items[0]}.{each.Path}", each.Field)), .. Whole.Select(each => (each.Path.ToString(), each.Field)),
        ];
        return new ColumnMap([.. all.Select(each => each.Field)], [.. all.Select(each => each.Path)]) { IsOrdered = false };
    }
}
