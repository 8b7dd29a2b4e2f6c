using Npgsql;
using Taojin.Storage.Database;

namespace Taojin.Storage.Postgres;

/// <summary>Statements of Sql/postgres, by name.</summary>
internal static class PostgresSql
{
    /// <summary>A statement on a connection; the caller disposes of it.</summary>
    public static NpgsqlCommand Sql(this NpgsqlConnection connection, string name, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Command(connection, SqlText.OfPostgres(name));
        foreach (var (parameter, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter(parameter, value ?? DBNull.Value));
        return command;
    }

    /// <summary>A query for what a cursor has not seen, which may be long; it leaves the name of its table open.</summary>
    public static NpgsqlCommand Pull(this NpgsqlConnection connection, string name, string seen, string table = "")
    {
        var command = Command(connection, SqlText.OfPostgres(name).Replace("{table}", table, StringComparison.Ordinal));
        command.Parameters.AddWithValue("seen", seen);
        command.CommandTimeout = 0;
        return command;
    }

    /// <summary>A statement that leaves the name of its table open: one of this program's own.</summary>
    public static NpgsqlCommand SqlOn(this NpgsqlConnection connection, string name, string table, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Command(connection, SqlText.OfPostgres(name).Replace("{table}", table, StringComparison.Ordinal));
        command.CommandTimeout = 0;
        foreach (var (parameter, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter(parameter, value ?? DBNull.Value));
        return command;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // texts are files of this program, names of tables its own; values travel as parameters
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }
}
