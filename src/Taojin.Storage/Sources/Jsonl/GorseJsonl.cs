using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>What Gorse exports: feedback, items and users, apart or mixed; what a line is is told by its names.</summary>
internal sealed class GorseJsonl(JsonlFile file) : IJsonMapping, IDescribed<JsonlPreset>
{
    private static readonly (JsonPath Path, Field Field)[] Names =
    [
        ("FeedbackType", Field.Kind), ("UserId", Field.UserId), ("ItemId", Field.ItemId), ("Timestamp", Field.Time),
    ];

    private readonly JsonText _text = new();
    private readonly GorseLabels _labels = new();
    private readonly TimeText _time = file.Time(file.Sample("Timestamp") is { Count: > 0 } times ? TimeDetection.Of(times) : TimeFormat.Iso);
    private readonly KindMap _kinds = FormatChecks.Known(
        KindMap.Common.With(new Dictionary<string, EventKind>(StringComparer.Ordinal) { ["read"] = EventKind.View, ["like"] = EventKind.Favorite, ["star"] = EventKind.Favorite }).With(file.Request.Map),
        file.Sample("FeedbackType"));

    /// <inheritdoc />
    public static JsonlPreset Card { get; } = new()
    {
        Name = "gorse",
        Fits = line => line.TryGetProperty("FeedbackType"u8, out _) || line.TryGetProperty("ItemId"u8, out _) || line.TryGetProperty("UserId"u8, out _),
        Open = file => new GorseJsonl(file),
    };

    /// <inheritdoc />
    public ColumnMap Columns { get; } = new([.. Names.Select(each => each.Field)], [.. Names.Select(each => each.Path.ToString())]) { IsOrdered = false };

    /// <inheritdoc />
    public void Map(JsonElement line, in RowPlace place)
    {
        _text.Clear();
        var user = _text.OfId(Of(line, "UserId"u8));
        var item = _text.OfId(Of(line, "ItemId"u8));
        var isFeedback = line.TryGetProperty("FeedbackType"u8, out var type);
        if (isFeedback || (!user.IsEmpty && !item.IsEmpty))
            AddFeedback(line, new EventRow { UserId = user, ItemId = item }, _text.Of(type), place);
        else if (!user.IsEmpty)
            file.Sink.Add(new UserRow { UserId = user, Attributes = _labels.Of(line) }, place);
        else
            AddItem(line, item, place);
    }

    /// <inheritdoc />
    public DetectedFormat Describe(string name, string encoding) => new()
    {
        File = name,
        Table = file.First.Any(line => line.TryGetProperty("FeedbackType"u8, out _)) ? "events" : file.First.Any(line => line.TryGetProperty("UserId"u8, out _)) ? "users" : "items",
        Encoding = encoding,
        TimeFormat = _time.Format.Name(),
        Columns = [.. Names.Select(each => new DetectedColumn(each.Path.ToString(), each.Field.Name()))],
        Kinds = _kinds.Named,
    };

    /// <inheritdoc />
    public void Complete()
    {
    }

    private void AddFeedback(JsonElement line, EventRow row, ReadOnlySpan<byte> type, in RowPlace place)
    {
        var time = _text.OfId(Of(line, "Timestamp"u8));
        var value = _text.Of(Of(line, "Value"u8));
        if (!_kinds.TryGet(type, out row.Kind))
            file.Sink.Reject(place, Field.Kind, type.IsEmpty ? RejectCodes.KindMissing : RejectCodes.KindUnknown);
        else if (!_time.TryParse(time, out row.Time))
            file.Sink.Reject(place, Field.Time, time.IsEmpty ? RejectCodes.TimeMissing : RejectCodes.TimeInvalid);
        else if (!value.SequenceEqual("0"u8) && EventFields.Set(ref row, Field.Value, value) is { } fault) // 0 is what Gorse writes for none
            file.Sink.Reject(place, Field.Value, fault);
        else
            file.Sink.Add(row, place);
    }

    private void AddItem(JsonElement line, ReadOnlySpan<byte> item, in RowPlace place)
    {
        var categories = Of(line, "Categories"u8);
        var row = new ItemRow
        {
            ItemId = item,
            Title = _text.Of(Of(line, "Comment"u8)),
            Category = categories.ValueKind == JsonValueKind.Array && categories.GetArrayLength() > 0 ? _text.Of(categories[0]) : [],
            Hidden = Of(line, "IsHidden"u8).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null },
            Attributes = _labels.Of(line),
        };
        var time = _text.OfId(Of(line, "Timestamp"u8));
        if (!time.IsEmpty && !_time.TryParse(time, out row.AvailableFrom))
        {
            file.Sink.Reject(place, Field.Time, RejectCodes.TimeInvalid);
            return;
        }
        if (row.AvailableFrom < file.Sink.Scope.Earliest)
            row.AvailableFrom = long.MinValue; // Gorse writes year 1 for none
        file.Sink.Add(row, place);
    }

    private static JsonElement Of(JsonElement line, ReadOnlySpan<byte> name) => line.TryGetProperty(name, out var value) ? value : default;
}

/// <summary>Labels and categories as attributes: Gorse's categories are a set, the log's are a path, so that only the first is the item's category.</summary>
internal sealed class GorseLabels
{
    private readonly ArrayBufferWriter<byte> _json = new();

    /// <summary>The attributes of an item or a user, or nothing. Valid until the next.</summary>
    public ReadOnlySpan<byte> Of(JsonElement line)
    {
        _json.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_json);
        writer.WriteStartObject();
        if (line.TryGetProperty("Labels"u8, out var labels) && labels.ValueKind != JsonValueKind.Null)
            Add(writer, "labels", labels);
        if (line.TryGetProperty("Categories"u8, out var categories) && categories.ValueKind == JsonValueKind.Array && categories.GetArrayLength() > 1)
            Add(writer, "categories", categories);
        writer.WriteEndObject();
        writer.Flush();
        return _json.WrittenCount > 2 ? _json.WrittenSpan : [];
    }

    /// <summary>Adds a value as it is written; whether it is text is looked at later, with the row.</summary>
    private static void Add(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }
}
