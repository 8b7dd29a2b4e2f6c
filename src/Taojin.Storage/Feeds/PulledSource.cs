using Npgsql;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Feeds;

/// <summary>The table of a feed in the shop's PostgreSQL, read page by page in the order of cursor and id. It writes nothing there.</summary>
internal sealed class PulledSource(PullSettings feed) : IDisposable
{
    private static readonly Dictionary<string, string> Least = new(StringComparer.Ordinal) { ["smallint"] = "-32768", ["integer"] = "-2147483648", ["bigint"] = "-9223372036854775808", ["date"] = "-infinity" };
    private readonly Lazy<NpgsqlDataSource> _source = new(() => AddressOf(feed).OpenToRead());
    private string? _type;

    /// <summary>Columns beside cursor and id, in the order of a row's values.</summary>
    public IReadOnlyList<(string Field, string Column)> Columns { get; } = [.. feed.Columns.Select(each => (each.Key, each.Value))];

    /// <summary>Where a look begins: behind the cursor by the overlap, or at the first row.</summary>
    public PullCursor Begin(PullCursor? cursor) => Guarded(() =>
    {
        using var connection = _source.Value.OpenConnection();
        _type ??= TypeOf(connection, feed.Cursor);
        if (cursor is null)
            return new(Least.GetValueOrDefault(_type, "-infinity"), "");
        if (!IsTime || feed.OverlapSeconds == 0 || cursor.After.EndsWith("infinity", StringComparison.Ordinal))
            return cursor;
        using var command = Command(connection, "pull/earlier");
        command.Parameters.AddWithValue("after", cursor.After);
        command.Parameters.AddWithValue("seconds", (double)feed.OverlapSeconds);
        return new((string)command.ExecuteScalar()!, "");
    });

    /// <summary>The next rows behind a cursor: what they are, and the values of <see cref="Columns"/>, null where there is none.</summary>
    public List<(PullCursor Place, object?[] Values)> Page(PullCursor after, int count) => Guarded(() =>
    {
        using var connection = _source.Value.OpenConnection();
        using var command = Command(connection, "pull/rows");
        command.Parameters.AddWithValue("after", after.After);
        command.Parameters.AddWithValue("id", after.Id);
        command.Parameters.AddWithValue("count", count);
        using var reader = command.ExecuteReader();
        var rows = new List<(PullCursor, object?[])>();
        while (reader.Read())
            rows.Add((new(reader.GetString(0), reader.GetString(1)), [.. Columns.Select((_, place) => ValueOf(reader, place + 2))]));
        return rows;
    });

    /// <summary>A value of a type or a size that is none here is the fault of its row, not of the feed.</summary>
    private static object? ValueOf(NpgsqlDataReader row, int column)
    {
        try
        {
            return row.IsDBNull(column) ? null : row.GetValue(column);
        }
        catch (Exception fault) when (fault is InvalidCastException or OverflowException or ArgumentException or FormatException)
        {
            return new Unreadable(fault.Message);
        }
    }

    public void Dispose()
    {
        if (_source.IsValueCreated)
            _source.Value.Dispose();
    }

    private bool IsTime => _type!.StartsWith("timestamp", StringComparison.Ordinal) || _type == "date";

    /// <summary>Names cannot be parameters: they come from taojin.toml, are quoted, and the type is the database's own word.</summary>
    private NpgsqlCommand Command(NpgsqlConnection connection, string name)
    {
        var command = connection.CreateCommand();
        command.CommandTimeout = 0;
#pragma warning disable CA2100 // texts are files of this program; names from taojin.toml are quoted; values travel as parameters
        command.CommandText = SqlText.With(
            name, ("type", _type!), ("cursor", Quoted(feed.Cursor)), ("id", Quoted(feed.Id)), ("table", string.Join('.', feed.Table.Split('.').Select(Quoted))),
            ("columns", string.Concat(Columns.Select(column => ", t." + Quoted(column.Column)))));
#pragma warning restore CA2100
        return command;
    }

    private string TypeOf(NpgsqlConnection connection, string column)
    {
        using var command = connection.Sql("pull/type_of", ("table", string.Join('.', feed.Table.Split('.').Select(Quoted))), ("column", column));
        var type = command.ExecuteScalar() as string
            ?? throw new TaojinException("feed.table-unknown", Cannot($"there is no table {feed.Table} with a column {column}"), "Check table and cursor in [pulls] of taojin.toml, and whether the user may see them.");
        return Least.ContainsKey(type) || type.StartsWith("timestamp", StringComparison.Ordinal)
            ? type
            : throw new TaojinException("feed.cursor-type", Cannot($"the cursor {column} is of the type {type}"), "A cursor is a timestamp, a date, or a whole number from a sequence. Make a view that has one.");
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (NpgsqlException fault) when (fault is PostgresException { SqlState: "42P01" or "42703" } unknown)
        {
            throw new TaojinException("feed.table-unknown", Cannot(((PostgresException)unknown).MessageText), "Check table and columns in [pulls] of taojin.toml.", fault);
        }
        catch (NpgsqlException fault)
        {
            throw new TaojinException("feed.unreachable", Cannot((fault as PostgresException)?.MessageText ?? fault.InnerException?.Message ?? fault.Message), "It is tried again by itself, and goes on where it stood. Check the address, the user and whether it may read the table.", fault);
        }
    }

    private string Cannot(string why) => $"The feed '{feed.Name}' cannot be pulled: {why}.";

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static PostgresAddress AddressOf(PullSettings feed)
    {
        const string Variable = "TAOJIN_PULL_CONNECTION";
        var text = feed.Connection.Length > 0 ? feed.Connection : Environment.GetEnvironmentVariable(Variable) ?? throw new TaojinException(
            "feed.no-address", $"The feed '{feed.Name}' has no address.", $"Set {Variable}=postgres://user:password@host:5432/database in the environment, or connection in [pulls.{feed.Name}].");
        return PostgresAddress.Parse(text, feed.Connection.Length > 0 ? $"connection of [pulls.{feed.Name}]" : Variable);
    }
}
