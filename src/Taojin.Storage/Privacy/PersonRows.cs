using DuckDB.NET.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Privacy;

/// <summary>The rows of one person in a database: in every table that has a column user_index or user_id, whoever made it.</summary>
internal sealed class PersonRows(LogDatabase database, string userId)
{
    private readonly int _user = (int)database.Number("person_index", ("user_id", userId));

    /// <summary>The texts that the person wrote, at least eight bytes each: by them the person is found in other files.</summary>
    public IReadOnlyList<string> Texts() => Read("person_texts", "", ("user", _user), ("user_id", userId)).Where(text => System.Text.Encoding.UTF8.GetByteCount(text) >= 8).Distinct(StringComparer.Ordinal).ToList();

    /// <summary>All rows as JSON, by table; the log with its names.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> All()
    {
        var rows = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["events"] = Read("person_events", "", ("user_id", userId)) };
        foreach (var (table, column) in Tables().Where(each => each.Table != "events").Append(("users", "user_id")))
            rows[table] = column == "user_id" ? Read("person_rows_by_id", table, ("user_id", userId)) : Read("person_rows_by_index", table, ("user", _user));
        return rows;
    }

    /// <summary>Takes the rows out; the place of the user stays under another name, since indexes are never given anew.</summary>
    /// <param name="signs">By which kept answers are found whose key names the person.</param>
    /// <returns>How many rows each table lost.</returns>
    public IReadOnlyDictionary<string, long> Delete(PersonSigns signs)
    {
        var lost = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var transaction = database.Connection.BeginTransaction();
        lost["event_details"] = database.Run("erase_details", ("user", _user));
        lost["message_feedback"] = database.Run("erase_message_feedback", ("user_id", userId));
        lost["messages"] = database.Run("erase_messages", ("user_id", userId));
        lost["idempotency_keys"] = KeyErasure.Erase(database, signs);
        foreach (var (table, column) in Tables())
        {
            using var command = column == "user_id" ? On("erase_by_id", table, ("user_id", userId)) : On("erase_by_index", table, ("user", _user));
            lost[table] = lost.GetValueOrDefault(table) + command.ExecuteNonQuery();
        }
        lost["users"] = database.Run("erase_user", ("user", _user));
        if (lost["users"] > 0)
            database.Run("erase_user_place", ("user", _user), ("gone", NameOfNobody(_user)));
        transaction.Commit();
        return lost;
    }

    /// <summary>What the place of an erased user is called: it is no id that a shop gives.</summary>
    public static string NameOfNobody(int user) => $"(erased {user})";

    private List<(string Table, string Column)> Tables() => TablesOf(database);

    /// <summary>Tables that hold rows of single persons, without that of users, and the column that says whose.</summary>
    public static List<(string Table, string Column)> TablesOf(LogDatabase database)
    {
        using var command = database.Command("person_tables");
        using var reader = command.ExecuteReader();
        var tables = new List<(string, string)>();
        while (reader.Read())
            tables.Add((reader.GetString(0), reader.GetString(1)));
        return tables;
    }

    private List<string> Read(string name, string table, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = On(name, table, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>Names of tables cannot be parameters; these come from the database's own catalogue.</summary>
    private DuckDBCommand On(string name, string table, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = database.CommandWith(name, ("table", $"\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        foreach (var (parameter, value) in parameters)
            command.Parameters.Add(new DuckDBParameter(parameter, value));
        return command;
    }
}
