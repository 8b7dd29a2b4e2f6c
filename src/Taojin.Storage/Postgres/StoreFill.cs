using System.Data.Common;
using Npgsql;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;
using Taojin.Storage.Models;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Postgres;

/// <summary>Fills an empty store from the folder of a backup: all rows with their order and numbers in one transaction, then the models and who answers.</summary>
internal sealed class StoreFill(PostgresStore store, LogDatabase from)
{
    private readonly LogIds _ids = LogIds.Load(from);

    /// <summary>Fills it; a store that holds anything is left as it is.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Whether the store was empty.</returns>
    public bool Run(string folder)
    {
        using (var write = new PostgresWrite(store, _ids, isLong: true))
        {
            write.Run("lock_imports");
            if (write.Number("store_is_empty") == 0)
                return false;
            foreach (var (table, _) in Snapshot.Tables)
            {
                using (var command = from.CommandWith("snapshot/fill_rows", ("table", table), ("key", table switch { "users" => "user_index", "items" => "item_index", _ => "rowid" })))
                    Copy(write, table, command);
                write.RunOn("fill_number", table);
            }
            using (var command = from.Command("snapshot/fill_events"))
                Copy(write, "events", command);
            write.Run("fill_finish");
            write.Commit();
        }
        Models(folder);
        return true;
    }

    private void Copy(PostgresWrite write, string table, DbCommand command)
    {
        using var reader = command.ExecuteReader();
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var fields = Enumerable.Range(0, names.Count).Where(place => !names.Contains(IdOf(names[place]) ?? "", StringComparer.Ordinal)).ToArray();
        var columns = fields.Select(place => IdOf(names[place]) ?? names[place]).ToList();
        var user = table == "events" ? names.IndexOf("user_index") : -1;
        if (user >= 0)
            columns.Add("part");
        using var rows = write.Copying(table, columns);
        while (reader.Read())
        {
            if (table == "users" && reader.GetString(names.IndexOf("user_id")) == PersonRows.NameOfNobody(reader.GetInt32(names.IndexOf("user_index"))))
                continue; // only indexes need a place of somebody who is gone
            rows.StartRow();
            foreach (var place in fields)
                if (reader.IsDBNull(place) || (names[place] is "item_index" && reader.GetInt32(place) < 0))
                    rows.WriteNull();
                else
                    Write(rows, names[place], reader.GetValue(place));
            if (user >= 0)
                rows.Write((short)UserPart.Of(_ids.Users[reader.GetInt32(user)]));
        }
        rows.Complete();
    }

    private void Write(NpgsqlBinaryImporter rows, string name, object value)
    {
        switch (name, value)
        {
            case ("user_index", int index):
                rows.Write(_ids.Users.TextOf(index));
                break;
            case ("item_index", int index):
                rows.Write(_ids.Items.TextOf(index));
                break;
            case (_, byte small):
                rows.Write((short)small);
                break;
            default:
                rows.Write(value);
                break;
        }
    }

    private static string? IdOf(string name) => name switch { "user_index" => "user_id", "item_index" => "item_id", _ => null };

    private void Models(string folder)
    {
        var (shared, local) = (new PostgresModels(store), new ModelStore(folder, store.Clock));
        foreach (var version in local.Versions())
            if (shared.Add(version, Path.Combine(folder, "models", version.ToString())) != version)
                throw new TaojinException("store.not-empty", $"The store has a model {version} already.", "Restore into an empty database: createdb …");
        new ModelStore(folder, store.Clock, store).Remember(local.Publications());
    }
}
