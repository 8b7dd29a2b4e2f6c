using DuckDB.NET.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Tables;

/// <summary>Writes labelled rows of users and items as a Parquet file of their own: user_id, item_id, cut, bought, and a column of floats a feature.</summary>
public static class ParquetRows
{
    /// <summary>Writes a file; it is whole when this returns. Safe for several threads, each with a file of its own.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Names of features, of letters, digits and underscores.</param>
    /// <param name="rows">Each row's ids, moment, label and values, as many as columns.</param>
    public static void Write(string path, IReadOnlyList<string> columns, IEnumerable<LabelledRow> rows)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:;threads=1");
        connection.Open();
        Run(connection, "feature_rows_create", ("columns", string.Join(", ", columns.Select(column => $"\"{column}\" REAL"))));
        using (var appender = connection.CreateAppender("feature_rows"))
            foreach (var each in rows)
            {
                var row = appender.CreateRow().AppendValue(each.UserId).AppendValue(each.ItemId).AppendValue(each.Cut.ToDateTimeOffset().UtcDateTime).AppendValue(each.IsBought);
                foreach (var value in each.Values.Span)
                    row.AppendValue(value);
                row.EndRow();
            }
        Run(connection, "feature_rows_write", ("path", SqlText.Quoted(path)));
    }

    private static void Run(DuckDBConnection connection, string name, (string Mark, string Value) what)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // texts are files of this program; names of features are its own, the path is quoted
        command.CommandText = SqlText.With(name, what);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

/// <summary>One row.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Cut">The moment at which the features are read.</param>
/// <param name="IsBought">Whether the purchase came within the horizon after it.</param>
/// <param name="Values">One value a column.</param>
public readonly record struct LabelledRow(string UserId, string ItemId, Data.Instant Cut, bool IsBought, ReadOnlyMemory<float> Values);
