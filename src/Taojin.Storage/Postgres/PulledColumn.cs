using System.Text;
using DuckDB.NET.Native;
using Npgsql;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Postgres;

/// <summary>One column on its way from a row of PostgreSQL into the snapshot.</summary>
internal sealed class PulledColumn
{
    private readonly Action<NpgsqlDataReader, LogIds> _add;

    /// <summary>A column of a name and a DuckDB type that is read from a place of the row.</summary>
    public PulledColumn(string name, string type, int place)
    {
        switch (name, type)
        {
            case ("user_index" or "item_index", _):
                var index = new Column<int>(name, DuckDBType.Integer, 0);
                (Column, _add) = (index, (row, ids) => index.Add(row.IsDBNull(place) ? -1 : (name == "user_index" ? ids.Users : ids.Items).Add(row.GetString(place))));
                break;
            case (_, "VARCHAR"):
                var text = new PulledText(name);
                (Column, _add) = (text, (row, _) => text.Add(row.IsDBNull(place) ? null : row.GetString(place)));
                break;
            case (_, "BOOLEAN"):
                var truth = new Column<byte>(name, DuckDBType.Boolean, 0, 2);
                (Column, _add) = (truth, (row, _) => truth.Add(row.IsDBNull(place) ? (byte)2 : row.GetBoolean(place) ? (byte)1 : (byte)0));
                break;
            default:
                (Column, _add) = Number(name, type, place);
                break;
        }
    }

    /// <summary>The columns of a table here that a row of the store has too.</summary>
    public static List<PulledColumn> Of(string table, LogDatabase local, NpgsqlDataReader row)
    {
        var there = Enumerable.Range(0, row.FieldCount).ToDictionary(row.GetName, StringComparer.Ordinal);
        var columns = new List<PulledColumn>();
        using var command = local.Command("snapshot/columns", ("table", table));
        using var here = command.ExecuteReader();
        while (here.Read())
        {
            var (name, type) = (here.GetString(0), here.GetString(1));
            if (there.TryGetValue(name switch { "user_index" => "user_id", "item_index" => "item_id", _ => name }, out var place))
                columns.Add(new(name, type, place));
        }
        return columns;
    }

    /// <summary>The values so far.</summary>
    public Column Column { get; }

    /// <summary>Takes the value of a row.</summary>
    public void Add(NpgsqlDataReader row, LogIds ids) => _add(row, ids);

    private static (Column, Action<NpgsqlDataReader, LogIds>) Number(string name, string type, int place)
    {
        switch (type)
        {
            case "UTINYINT":
                var bytes = new Column<byte>(name, DuckDBType.UnsignedTinyInt, 0, byte.MaxValue);
                return (bytes, (row, _) => bytes.Add(row.IsDBNull(place) ? byte.MaxValue : (byte)row.GetInt16(place)));
            case "INTEGER":
                var integers = new Column<int>(name, DuckDBType.Integer, 0, int.MinValue);
                return (integers, (row, _) => integers.Add(row.IsDBNull(place) ? int.MinValue : row.GetInt32(place)));
            case "BIGINT":
                var longs = new Column<long>(name, DuckDBType.BigInt, 0, long.MinValue);
                return (longs, (row, _) => longs.Add(row.IsDBNull(place) ? long.MinValue : row.GetInt64(place)));
            case "FLOAT":
                var floats = new Column<float>(name, DuckDBType.Float, 0, float.NaN);
                return (floats, (row, _) => floats.Add(row.IsDBNull(place) ? float.NaN : row.GetFloat(place)));
            case "DOUBLE":
                var doubles = new Column<double>(name, DuckDBType.Double, 0, double.NaN);
                return (doubles, (row, _) => doubles.Add(row.IsDBNull(place) ? double.NaN : row.GetDouble(place)));
            default:
                throw new NotSupportedException($"A column of type {type} ({name}) is not taken over.");
        }
    }

    /// <summary>Text, where empty is not the same as none.</summary>
    private sealed class PulledText(string name) : Column(name, DuckDBType.Varchar)
    {
        private readonly List<byte[]?> _texts = [];

        public void Add(string? text) => _texts.Add(text is null ? null : Encoding.UTF8.GetBytes(text));

        public override void Clear() => _texts.Clear();

        public override void Write(CopyBuffer buffer, int row)
        {
            if (_texts[row] is { } text)
                buffer.Text(text);
            else
                buffer.Null();
        }

        public override unsafe void Write(nint vector, int start, int count)
        {
            for (var place = 0; place < count; place++)
            {
                var text = _texts[start + place];
                if (text is null)
                    SetNull(vector, place);
                fixed (byte* bytes = text is { Length: > 0 } ? text : [0])
                {
                    if (text is not null)
                        NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, (ulong)place, bytes, text.Length);
                }
            }
        }
    }
}
