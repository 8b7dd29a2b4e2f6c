using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Resources;

/// <summary>Reads rows and pages of rows.</summary>
internal static class ResourceReading
{
    /// <summary>Rows as the SQL files take them: every name is there, and what is not known is null.</summary>
    private static readonly JsonSerializerOptions Whole = new(Snake.Json) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static string Json<T>(IEnumerable<T> rows) => JsonSerializer.Serialize(rows, Whole);

    public static List<T> Rows<T>(this LogDatabase database, string name, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var snapshot = database.Duplicate();
        using var command = snapshot.Command(name, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Index of a user or an item as everybody sees it, or null.</summary>
    /// <param name="database">The log.</param>
    /// <param name="name">user_index or item_index.</param>
    /// <param name="id">The id; null has no index.</param>
    public static int? IndexOf(this LogDatabase database, string name, string? id)
    {
        if (id is null)
            return null;
        using var snapshot = database.Duplicate();
        return snapshot.IndexWithin(name, id);
    }

    /// <summary>The same within the transaction of this connection.</summary>
    public static int? IndexWithin(this LogDatabase database, string name, string id)
    {
        using var command = database.Command(name, ("id", id));
        return command.ExecuteScalar() as int?;
    }

    /// <summary>A page from one row more than was asked for: that there is one more says that there is a next page.</summary>
    public static ResourcePage<T> PageOf<T>(List<T> oneMore, int count, Func<T, string> cursorOf)
    {
        if (oneMore.Count <= count)
            return new(oneMore, null);
        oneMore.RemoveRange(count, oneMore.Count - count);
        return new(oneMore, cursorOf(oneMore[^1]));
    }

    public static long NumberOf(string? cursor, long first) => cursor is null ? first
        : long.TryParse(cursor, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw WrongCursor(cursor);

    public static TaojinException WrongCursor(string cursor) =>
        new("request.cursor", $"'{cursor[..Math.Min(40, cursor.Length)]}' is no cursor.", "Leave it out for the first page, then send the 'next' of each answer.");

    public static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static float? Single(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFloat(column);

    public static Instant? Moment(DbDataReader row, int column) => row.IsDBNull(column) ? null : new Instant(row.GetInt64(column));
}
