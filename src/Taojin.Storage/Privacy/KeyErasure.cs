using System.Text.Json;
using Taojin.Storage.Database;

namespace Taojin.Storage.Privacy;

/// <summary>Takes away kept answers whose <c>Idempotency-Key</c> names a person: clients choose keys as they like.</summary>
internal static class KeyErasure
{
    /// <returns>How many.</returns>
    public static int Erase(ITables tables, PersonSigns signs)
    {
        var keys = new List<string>();
        using (var command = tables.Query("idempotency_keys_all"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                if (signs.IsNamedIn(reader.GetString(0)))
                    keys.Add(reader.GetString(0));
        }
        return keys.Count == 0 ? 0 : tables.Run("idempotency_keys_remove", ("keys", JsonSerializer.Serialize(keys, Snake.Json)));
    }
}
