using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>Puts columns that have a name but no field of their own into one JSON object; of columns of one name the first.</summary>
internal sealed class AttributeJson(TableFormat format)
{
    private readonly (int Column, string Name)[] _columns = format.Names is null ? [] :
        [.. Enumerable.Range(0, Math.Min(format.Width, format.Names.Count))
            .Where(column => format.Columns.Columns[column] == Field.Ignored && format.Names[column].Length > 0)
            .Select(column => (column, format.Names[column])).DistinctBy(each => each.Item2, StringComparer.Ordinal)];

    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The object, or nothing when all such columns are empty. Valid until the next row.</summary>
    public ReadOnlySpan<byte> Of<TRow>(TRow row)
        where TRow : struct, IRow
    {
        if (_columns.Length == 0)
            return [];
        _json.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_json, _options);
        writer.WriteStartObject();
        var any = false;
        foreach (var (column, name) in _columns)
        {
            if (column >= row.FieldCount || row[column].IsEmpty || !Utf8.IsValid(row[column]))
                continue;
            any = true;
            writer.WriteString(name, row[column]);
        }
        writer.WriteEndObject();
        writer.Flush();
        return any ? _json.WrittenSpan : [];
    }
}
