using Npgsql;
using Taojin.Data;

namespace Taojin.Storage.Postgres;

/// <summary>What PostgreSQL says, as code, cause and remedy.</summary>
internal static class PostgresFaults
{
    private const string IdleInTransaction = "25P03";

    /// <summary>The fault as people see it.</summary>
    public static TaojinException Of(NpgsqlException fault, PostgresAddress address) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or "53000" or "53400" } full => new(
            "log.write-failed", $"PostgreSQL at {address} refused the write: {full.MessageText}", "Nothing of it was kept. Make room there, then run it again.", fault),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } refused => new(
            "store.refused", $"PostgreSQL at {address} does not let us in: {refused.MessageText}", "Check user and password in store of taojin.toml, and pg_hba.conf there.", fault),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused => new(
            "store.refused", $"PostgreSQL at {address}: {refused.MessageText}", "The user must own the database, or may make tables in it: GRANT CREATE, USAGE ON SCHEMA public TO …", fault),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } missing => new(
            "store.missing", $"PostgreSQL at {address}: {missing.MessageText}", "Make the database: createdb …", fault),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } standby => new(
            "store.standby", $"PostgreSQL at {address} takes no writes: {standby.MessageText}", "Name the primary server in store of taojin.toml.", fault),
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } full => new(
            "store.too-many", $"PostgreSQL at {address} takes no more connections: {full.MessageText}", "Nothing of it was kept. Send it again, and raise max_connections there, or lower what each server takes: ?Maximum Pool Size=8 in store of taojin.toml.", fault),
        _ when IsAway(fault) => new(
            "store.unreachable", $"PostgreSQL at {address} does not answer: {fault.InnerException?.Message ?? fault.Message}", "Nothing of it was kept. Start it again or mend the network, then send it again.", fault),
        _ => new("log.write-failed", $"PostgreSQL at {address} refused: {fault.Message}", "Nothing of it was kept. Its own log says more.", fault),
    };

    /// <summary>Whether the server went away, or was not there: another try may succeed.</summary>
    public static bool IsAway(NpgsqlException fault) => fault is not PostgresException said
        || said.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.DatabaseDropped or IdleInTransaction
        || said.SqlState.StartsWith("08", StringComparison.Ordinal);
}
