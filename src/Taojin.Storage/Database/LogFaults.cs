using System.Runtime.ExceptionServices;
using DuckDB.NET.Data;
using Taojin.Data;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Database;

/// <summary>What is wrong when a write of the log fails, and what to do about it.</summary>
internal static class LogFaults
{
    /// <summary>The fault to be thrown; one that needs no explanation is thrown as it is.</summary>
    public static Exception Explained(Exception exception, PostgresStore? store)
    {
        if (exception is DuckDBException)
            return new TaojinException("log.write-failed", $"The database refused the write: {exception.Message}", "Nothing of it was kept. Check disk space and memory_limit_gb in taojin.toml, then run it again.", exception);
        if (exception is Npgsql.NpgsqlException fault && store is not null)
            return store.Explained(fault);
        if (exception is IOException or UnauthorizedAccessException)
            return new TaojinException("log.io-failed", $"A file could not be read or written: {exception.Message}", "Nothing of it was kept. Check the disk, and who may read and write there, then run it again.", exception);
        ExceptionDispatchInfo.Throw(exception);
        return exception;
    }
}
