using System.Text;
using System.Text.Json;
using Taojin.Data;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources.Jsonl;

/// <summary>Turns objects that tell events into events of the log, one for each item. What is about no item is counted and read over.</summary>
internal sealed class JsonEventMapping(JsonEventShape shape, JsonlFile file) : IJsonMapping
{
    private readonly JsonText _text = new();
    private readonly KindMap _kinds = shape.Kinds.With(file.Request.Map);
    private readonly TimeText _time = file.Time(shape.TimeFormat);
    private readonly ReadOverEvents _over = new();

    /// <inheritdoc />
    public ColumnMap Columns { get; } = shape.Columns();

    /// <inheritdoc />
    public void Map(JsonElement line, in RowPlace place)
    {
        _text.Clear();
        var items = ItemsOf(line);
        if (!TryKind(line, items, place, out var kind))
            return;
        var head = new EventRow { UserId = UserOf(line), Kind = kind };
        if (HeadFault(ref head, line) is { } fault)
            file.Sink.Reject(place, fault.Field, fault.Code);
        else if (items.ValueKind == JsonValueKind.Array)
            AddList(head, items, place);
        else
            AddItem(head, items, place);
    }

    /// <inheritdoc />
    public DetectedFormat Describe(string name, string encoding) => new()
    {
        File = name,
        Encoding = encoding,
        TimeFormat = _time.Format.Name(),
        Columns = [.. Columns.Columns.Distinct().Select(field => new DetectedColumn(Columns.NameOf(field), field.Name()))],
        Kinds = _kinds.Named,
    };

    /// <inheritdoc />
    public void Complete() => _over.Note(file);

    private bool TryKind(JsonElement line, JsonElement items, in RowPlace place, out EventKind kind)
    {
        kind = shape.Kind ?? default;
        if (shape.Name.Count == 0)
            return true;
        var name = FirstOf(line, shape.Name);
        if (_kinds.TryGet(name, out kind))
            return true;
        if (name.IsEmpty)
            file.Sink.Reject(place, Field.Kind, RejectCodes.KindMissing);
        else if (IsAboutItems(items) && !shape.Others.Contains(Encoding.UTF8.GetString(name)))
            file.Sink.Reject(place, Field.Kind, RejectCodes.KindUnknown);
        else
            _over.Add(name);
        return false;
    }

    private bool IsAboutItems(JsonElement items) => items.ValueKind == JsonValueKind.Array
        || shape.Item.Any(each => each.Field == Field.ItemId && each.Path.At(items).ValueKind is JsonValueKind.String or JsonValueKind.Number);

    private (Field Field, string Code)? HeadFault(ref EventRow head, JsonElement line)
    {
        if (head.UserId.IsEmpty)
            return (Field.UserId, RejectCodes.UserMissing);
        var time = _text.OfId(shape.Time.At(line));
        if (!_time.TryParse(time, out head.Time))
            return (Field.Time, time.IsEmpty ? RejectCodes.TimeMissing : RejectCodes.TimeInvalid);
        if (shape.EventId?.At(line) is { } id)
            Set(ref head, Field.EventId, _text.OfId(id));
        return Fill(ref head, line, shape.Whole);
    }

    private void AddList(in EventRow head, JsonElement items, in RowPlace place)
    {
        var number = 0;
        foreach (var item in items.EnumerateArray())
        {
            number++;
            var row = head;
            if (!row.EventId.IsEmpty)
                row.EventId = _text.Numbered(row.EventId, number);
            AddItem(row, item, place);
        }
    }

    private void AddItem(EventRow row, JsonElement item, in RowPlace place)
    {
        if (Fill(ref row, item, shape.Item) is { } fault)
            file.Sink.Reject(place, fault.Field, fault.Code);
        else
            file.Sink.Add(row, place);
    }

    private (Field Field, string Code)? Fill(ref EventRow row, JsonElement from, IReadOnlyList<(JsonPath Path, Field Field)> paths)
    {
        foreach (var (path, field) in paths)
        {
            var value = path.At(from);
            if (Set(ref row, field, field == Field.ItemId ? _text.OfId(value) : _text.Of(value)) is { } code)
                return (field, code);
        }
        return null;
    }

    private string? Set(ref EventRow row, Field field, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.SequenceEqual(shape.Unset))
            return null;
        if (field != Field.ItemId)
            return EventFields.Set(ref row, field, text);
        if (row.ItemId.IsEmpty)
            row.ItemId = text;
        return null;
    }

    /// <summary>The first list that has items, or the first object.</summary>
    private JsonElement ItemsOf(JsonElement line)
    {
        foreach (var path in shape.Items)
        {
            var items = path.At(line);
            if (items.ValueKind == JsonValueKind.Object || (items.ValueKind == JsonValueKind.Array && items.GetArrayLength() > 0))
                return items;
        }
        return default;
    }

    private ReadOnlySpan<byte> UserOf(JsonElement line) => FirstOf(line, shape.User);

    private ReadOnlySpan<byte> FirstOf(JsonElement line, IReadOnlyList<JsonPath> paths)
    {
        foreach (var path in paths)
        {
            var text = _text.OfId(path.At(line));
            if (!text.IsEmpty && !text.SequenceEqual(shape.Unset))
                return text;
        }
        return [];
    }
}

/// <summary>Events that were read over, by name.</summary>
internal sealed class ReadOverEvents
{
    private const int NameLimit = 100;
    private readonly Dictionary<string, long> _byName = new(StringComparer.Ordinal);
    private long _count;

    /// <summary>Counts one.</summary>
    public void Add(ReadOnlySpan<byte> name)
    {
        _count++;
        var text = Encoding.UTF8.GetString(name[..Math.Min(name.Length, 64)]);
        if (_byName.Count < NameLimit || _byName.ContainsKey(text))
            _byName[text] = _byName.GetValueOrDefault(text) + 1;
    }

    /// <summary>Says in the receipt how many there were.</summary>
    public void Note(JsonlFile file)
    {
        if (_count == 0)
            return;
        var most = _byName.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).Take(10).Select(each => $"{each.Key} {each.Value}");
        file.Sink.Notes.Add($"{file.Name}: {_count} events of which the log keeps no kind were read over: {string.Join(", ", most)}{(_byName.Count > 10 ? ", …" : "")}.");
    }
}
