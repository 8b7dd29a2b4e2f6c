using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Reading;

/// <summary>Reads the rows of a Parquet file as text, in order, through a database of its own in memory: the shop's has an import under way.</summary>
internal sealed class ParquetReader : IDisposable
{
    private readonly string _file;
    private readonly LogDatabase _database;
    private readonly bool[] _isReal;
    private readonly DuckDBCommand _query;
    private readonly DuckDBDataReader _rows;

    /// <summary>Opens a file.</summary>
    /// <exception cref="TaojinException">import.file-missing, import.file-damaged.</exception>
    public ParquetReader(string file, WorkspaceSettings settings)
    {
        if (!File.Exists(file))
            throw new TaojinException("import.file-missing", $"There is no file '{file}'.", "Check the path after the colon.");
        _file = file;
        _database = LogDatabase.Open(":memory:", settings);
        try
        {
            _database.Run("time_zone_utc");
            using (var typed = _database.Command("parquet_types", ("path", Literal(file))))
            using (var types = typed.ExecuteReader())
            {
                Names = [.. Enumerable.Range(0, types.FieldCount).Select(types.GetName)];
                _isReal = [.. Enumerable.Range(0, types.FieldCount).Select(column => types.GetFieldType(column) == typeof(double) || types.GetFieldType(column) == typeof(float))];
            }
            _query = _database.Command("parquet_rows", ("path", Literal(file)), ("letters", CellLimit + 1));
            _query.UseStreamingMode = true;
            _rows = _query.ExecuteReader();
        }
        catch (Exception exception) when (exception is DuckDBException or NotSupportedException or ArgumentException)
        {
            _database.Dispose();
            throw Damaged(exception);
        }
    }

    /// <summary>Most bytes of a row, and most letters of a cell.</summary>
    public static int CellLimit => 1 << 20;

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="TaojinException">import.file-damaged.</exception>
    public bool Next()
    {
        try
        {
            return _rows.Read();
        }
        catch (DuckDBException exception)
        {
            throw Damaged(exception);
        }
    }

    /// <summary>A cell of the row; null when it is empty. Whole numbers have no decimals: a column of ids with gaps is often stored as real numbers.</summary>
    public string? Cell(int column)
    {
        if (_rows.IsDBNull(column))
            return null;
        var text = _rows.GetString(column);
        return _isReal[column] && text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _rows.Dispose();
        _query.Dispose();
        _database.Dispose();
    }

    private TaojinException Damaged(Exception exception) => exception is DuckDBException { ErrorType: DuckDBErrorType.OutOfMemory }
        ? new("import.out-of-memory", $"'{_file}' has rows that do not fit into the memory of the database: {exception.Message}", "Raise memory_limit_gb in taojin.toml, or write the file with smaller row groups.", exception)
        : new("import.file-damaged", $"'{_file}' is not a whole Parquet file: {exception.Message}", "Fetch or write the file again. Nothing of it was kept.", exception);

    /// <summary>A path that means one file also where its name holds the signs of patterns.</summary>
    private static string Literal(string path) =>
        string.Concat(path.Select(letter => letter is '*' or '?' or '[' ? $"[{letter}]" : letter.ToString()));
}
