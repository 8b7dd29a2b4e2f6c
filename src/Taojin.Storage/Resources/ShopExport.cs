using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Resources;

/// <summary>Writes whole tables out, row by row, without holding them in memory.</summary>
public sealed class ShopExport
{
    /// <summary>What can be exported.</summary>
    public static IReadOnlyList<string> Tables { get; } = ["events", "items", "users", "reviews"];

    private const int RowsAFlush = 1000;
    private readonly LogDatabase _database;

    internal ShopExport(LogDatabase database) => _database = database;

    /// <summary>One JSON object a line; what is not known is left out, attributes are objects, and a text where an older program took over what is none.</summary>
    /// <exception cref="TaojinException">export.table-unknown.</exception>
    public Task JsonLinesAsync(string table, Stream to, CancellationToken cancellation) => EachAsync(table, to, (row, writer) =>
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            for (var column = 0; column < row.FieldCount; column++)
                if (!row.IsDBNull(column))
                    Write(json, row.GetName(column), row.GetValue(column));
            json.WriteEndObject();
        }
        writer.Write(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
        writer.Write('\n');
    }, null, cancellation);

    /// <summary>CSV that opens without harm in a spreadsheet.</summary>
    /// <param name="table">Which table.</param>
    /// <param name="to">Where to.</param>
    /// <param name="isMarked">Whether a byte order mark says that it is UTF-8, as spreadsheets need.</param>
    /// <param name="cancellation">Ends the export.</param>
    /// <exception cref="TaojinException">export.table-unknown.</exception>
    public Task CsvAsync(string table, Stream to, bool isMarked, CancellationToken cancellation) => EachAsync(
        table, to,
        (row, writer) => writer.Write(SpreadsheetCsv.Line(Enumerable.Range(0, row.FieldCount).Select(column => row.IsDBNull(column) ? null : Plain(row.GetValue(column))))),
        (row, writer) => writer.Write((isMarked ? "\uFEFF" : "") + SpreadsheetCsv.Line(Enumerable.Range(0, row.FieldCount).Select(object? (column) => row.GetName(column)))),
        cancellation);

    /// <summary>A Parquet file.</summary>
    /// <exception cref="TaojinException">export.table-unknown.</exception>
    public void Parquet(string table, string path)
    {
        using var snapshot = _database.Duplicate();
        snapshot.Run($"export_parquet_{Checked(table)}", ("path", path));
    }

    private async Task EachAsync(string table, Stream to, Action<DbDataReader, TextWriter> write, Action<DbDataReader, TextWriter>? head, CancellationToken cancellation)
    {
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command($"export_{Checked(table)}");
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var text = new StringWriter(CultureInfo.InvariantCulture);
        head?.Invoke(reader, text);
        for (var rows = 1; reader.Read(); rows++)
        {
            write(reader, text);
            if (rows % RowsAFlush == 0)
                await FlushAsync(text, to, cancellation).ConfigureAwait(false);
        }
        await FlushAsync(text, to, cancellation).ConfigureAwait(false);
    }

    private static async Task FlushAsync(StringWriter text, Stream to, CancellationToken cancellation)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation).ConfigureAwait(false);
        text.GetStringBuilder().Clear();
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        json.WritePropertyName(name);
        switch (Plain(value))
        {
            case string text when name == "attributes" && Encoding.UTF8.GetBytes(text) is var attributes && AttributeText.IsSound(attributes):
                json.WriteRawValue(AttributeText.OnOneLine(attributes));
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case float single when float.IsFinite(single):
                json.WriteNumberValue(single);
                break;
            case int whole:
                json.WriteNumberValue(whole);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static object Plain(object value) => value is DateTime time ? Instant.Of(new DateTimeOffset(time, TimeSpan.Zero)).ToString() : value;

    private static string Checked(string table) => Tables.Contains(table) ? table
        : throw new TaojinException("export.table-unknown", $"'{table[..Math.Min(40, table.Length)]}' cannot be exported.", $"Ask for one of: {string.Join(", ", Tables)}.");
}
