using System.Data.Common;

namespace Taojin.Storage.Database;

/// <summary>Tables that are written in one transaction, by statements and rows of one name in DuckDB and in PostgreSQL.</summary>
internal interface ITables
{
    /// <summary>Runs the statement of a name; gives the number of changed rows.</summary>
    int Run(string name, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>The first value of the first row that the query of a name gives.</summary>
    long Number(string name, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>The query of a name; the caller disposes of it.</summary>
    DbCommand Query(string name, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Writes rows of the given columns into a table.</summary>
    IRowAppender Appender(string table, IReadOnlyList<Column> columns);
}

/// <summary>Rows on their way into one table.</summary>
internal interface IRowAppender : IDisposable
{
    /// <summary>Writes the first <paramref name="count"/> rows of the columns that were named.</summary>
    void Append(IReadOnlyList<Column> columns, int count);

    /// <summary>Hands over all that was appended. Without it nothing is promised.</summary>
    void Complete();
}

/// <summary>One transaction of a workspace's store: DuckDB, or the PostgreSQL that it is a snapshot of. Disposed of without <see cref="Commit"/> it leaves nothing.</summary>
internal interface IStoreWrite : ITables, IDisposable
{
    /// <summary>Makes all of it durable.</summary>
    void Commit();
}
