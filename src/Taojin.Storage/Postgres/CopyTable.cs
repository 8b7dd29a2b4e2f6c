using System.IO.Hashing;
using Npgsql;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Postgres;

/// <summary>Writes columns into a table by COPY, one whole COPY a block, so that several tables can be filled in turn. Indexes of users and items become their ids on the way.</summary>
/// <remarks>Belongs to the transaction of its connection.</remarks>
internal sealed class CopyTable : IRowAppender
{
    private readonly LogIds _ids;
    private readonly bool _hasPart;
    private readonly NpgsqlConnection _connection;
    private readonly string _copy;

    /// <summary>Writes the given columns of a table.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="table">The table, and whether its rows are placed by their users.</param>
    /// <param name="columns">What is written.</param>
    /// <param name="ids">Ids of the indexes.</param>
    public CopyTable(NpgsqlConnection connection, (string Name, bool HasPart) table, IReadOnlyList<Column> columns, LogIds ids)
    {
        (_connection, _ids, _hasPart) = (connection, ids, table.HasPart);
        _copy = SqlText.OfPostgres("copy_rows").Replace("{table}", table.Name, StringComparison.Ordinal)
            .Replace("{columns}", string.Join(", ", Fields(columns).Select(field => field.Name)), StringComparison.Ordinal);
    }

    /// <inheritdoc />
    public void Append(IReadOnlyList<Column> columns, int count)
    {
        using var stream = _connection.BeginRawBinaryCopy(_copy);
        try
        {
            Write(new(stream), Fields(columns), count);
        }
        catch
        {
            stream.Cancel(); // or else the server takes what came so far for the whole
            throw;
        }
    }

    private Field[] Fields(IReadOnlyList<Column> columns) => [.. columns.SelectMany(column => FieldsOf(column, columns, _hasPart, _ids))];

    private static void Write(CopyBuffer buffer, Field[] fields, int count)
    {
        buffer.Header();
        for (var row = 0; row < count; row++)
        {
            buffer.Row(fields.Length);
            foreach (var field in fields)
                field.Write(buffer, row);
        }
        buffer.Trailer();
    }

    /// <inheritdoc />
    public void Complete()
    {
        // Each block was handed over whole.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // The connection is the transaction's.
    }

    private static IEnumerable<Field> FieldsOf(Column column, IReadOnlyList<Column> all, bool hasPart, LogIds ids)
    {
        if (column is not Column<int> index || column.Name is not ("user_index" or "item_index"))
            return [new ValueField(column)];
        var (dictionary, name) = column.Name == "user_index" ? (ids.Users, "user_id") : (ids.Items, "item_id");
        if (all.Any(other => other.Name == name))
            return []; // the ids themselves are being written; their indexes are this program's own
        return hasPart && name == "user_id" ? [new IdField(name, index, dictionary), new PartField(index, dictionary)] : [new IdField(name, index, dictionary)];
    }

    private abstract class Field(string name)
    {
        public string Name => name;

        public abstract void Write(CopyBuffer buffer, int row);
    }

    private sealed class ValueField(Column column) : Field(column.Name)
    {
        public override void Write(CopyBuffer buffer, int row) => column.Write(buffer, row);
    }

    private sealed class IdField(string name, Column<int> index, IdDictionary ids) : Field(name)
    {
        public override void Write(CopyBuffer buffer, int row)
        {
            if (index.Values[row] < 0)
                buffer.Null();
            else
                buffer.Text(ids[index.Values[row]]);
        }
    }

    private sealed class PartField(Column<int> index, IdDictionary ids) : Field("part")
    {
        public override void Write(CopyBuffer buffer, int row) => buffer.Short((short)UserPart.Of(ids[index.Values[row]]));
    }
}

/// <summary>Virtual partitions of users: where a user's events stand in a shared store, and which node of a cluster owns them.</summary>
public static class UserPart
{
    /// <summary>Number of partitions.</summary>
    public const int Count = 1024;

    /// <summary>The partition of a user: CRC-32 (IEEE) of the id in UTF-8, modulo <see cref="Count"/>.</summary>
    public static int Of(ReadOnlySpan<byte> userId) => (int)(Crc32.HashToUInt32(userId) % Count);

    /// <summary>The partition of a user.</summary>
    public static int Of(string userId) => Of(System.Text.Encoding.UTF8.GetBytes(userId));
}
