using Taojin.Data;

namespace Taojin.Storage.Import;

/// <summary>One event as a source reads it: text as UTF-8 runs of the source's own buffer, numbers parsed. Empty text and NaN mean that nothing was given.</summary>
internal ref struct EventRow
{
    /// <summary>A row with nothing in it.</summary>
    public EventRow()
    {
    }

    public ReadOnlySpan<byte> UserId;
    public ReadOnlySpan<byte> ItemId;
    public EventKind Kind;

    /// <summary>Microseconds since 1970 UTC.</summary>
    public long Time;

    public float Price = float.NaN;
    public float Quantity = float.NaN;

    /// <summary>What is known of the item on this row; it fills the item where the shop's catalogue says nothing.</summary>
    public ReadOnlySpan<byte> Title;
    public ReadOnlySpan<byte> Category;
    public ReadOnlySpan<byte> Brand;

    /// <summary>Whether any of the members below is set; a row without them costs nothing for them.</summary>
    public bool IsDetailed;

    public ReadOnlySpan<byte> EventId;
    public ReadOnlySpan<byte> SessionId;
    public ReadOnlySpan<byte> OrderId;
    public ReadOnlySpan<byte> Line;
    public ReadOnlySpan<byte> Currency;
    public float Value = float.NaN;
    public ReadOnlySpan<byte> Variant;
    public ReadOnlySpan<byte> Query;
    public ReadOnlySpan<byte> Reason;
    public ReadOnlySpan<byte> Channel;
    public ReadOnlySpan<byte> CampaignId;
    public ReadOnlySpan<byte> RequestId;
    public int Position = -1;
    public ReadOnlySpan<byte> Placement;
    public ReadOnlySpan<byte> Arm;
    public float Propensity = float.NaN;
    public ReadOnlySpan<byte> Model;
}

/// <summary>One item of a catalogue as a source reads it. Empty text and NaN mean that nothing is said, so that what the shop knows stays.</summary>
internal ref struct ItemRow
{
    /// <summary>A row with nothing in it.</summary>
    public ItemRow()
    {
    }

    public ReadOnlySpan<byte> ItemId;
    public ReadOnlySpan<byte> Title;
    public ReadOnlySpan<byte> Description;

    /// <summary>The whole path, levels parted by <c>" > "</c>.</summary>
    public ReadOnlySpan<byte> Category;
    public ReadOnlySpan<byte> Brand;
    public float Price = float.NaN;
    public float Cost = float.NaN;
    public int Stock = int.MinValue;
    public ReadOnlySpan<byte> Image;

    /// <summary>A JSON object.</summary>
    public ReadOnlySpan<byte> Attributes;

    /// <summary>Microseconds since 1970 UTC; the smallest number when unknown.</summary>
    public long AvailableFrom = long.MinValue;
    public bool? Hidden;
}

/// <summary>One user as a source reads it.</summary>
internal ref struct UserRow
{
    public ReadOnlySpan<byte> UserId;

    /// <summary>A JSON object.</summary>
    public ReadOnlySpan<byte> Attributes;
}

/// <summary>One review as a source reads it.</summary>
internal ref struct ReviewRow
{
    /// <summary>A row with nothing in it.</summary>
    public ReviewRow()
    {
    }

    public ReadOnlySpan<byte> ReviewId;
    public ReadOnlySpan<byte> UserId;
    public ReadOnlySpan<byte> ItemId;
    public ReadOnlySpan<byte> OrderId;
    public long Time;
    public float Rating = float.NaN;
    public ReadOnlySpan<byte> Title;
    public ReadOnlySpan<byte> Text;
}

/// <summary>Where a row stands in its source.</summary>
internal readonly ref struct RowPlace(string file, long line, ReadOnlySpan<byte> raw, ColumnMap? columns = null)
{
    /// <summary>Name of the file or entry.</summary>
    public string File { get; } = file;

    /// <summary>Line on which the row begins, or number of the record, from 1.</summary>
    public long Line { get; } = line;

    /// <summary>The row as it stands there.</summary>
    public ReadOnlySpan<byte> Raw { get; } = raw;

    /// <summary>Which column holds which field, so that a fault can name it.</summary>
    public ColumnMap? Columns { get; } = columns;
}
