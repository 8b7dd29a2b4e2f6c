using System.Globalization;
using Taojin.Storage.Database;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Resources;

/// <summary>Users one by one. Safe for several threads; what is written is durable when a call returns.</summary>
public sealed class UserTable
{
    private readonly LogDatabase _database;
    private readonly EventLog _log;

    internal UserTable(LogDatabase database, EventLog log) => (_database, _log) = (database, log);

    /// <summary>One user, or null.</summary>
    public UserRecord? Find(string userId) => Read(-1, 1, Named(userId)).FirstOrDefault().User;

    /// <summary>Users in the order in which the shop came to know them.</summary>
    /// <param name="cursor">Where the last page ended; null for the first.</param>
    /// <param name="count">At most so many.</param>
    public ResourcePage<UserRecord> Page(string? cursor, int count)
    {
        var page = ResourceReading.PageOf(Read(ResourceReading.NumberOf(cursor, -1), count + 1, null), count, row => row.Index.ToString(CultureInfo.InvariantCulture));
        return new([.. page.Rows.Select(row => row.User)], page.Next);
    }

    /// <summary>What the shop says of its users: those of whom it says anything.</summary>
    public IReadOnlyDictionary<string, string> Attributes() =>
        _database.Rows("users_attributes", row => (row.GetString(0), row.GetString(1))).ToDictionary(each => each.Item1, each => each.Item2, StringComparer.Ordinal);

    /// <summary>Writes users as they are now. New ids are new users.</summary>
    /// <exception cref="Data.TaojinException">user.invalid: nothing was written.</exception>
    public void Put(IReadOnlyList<UserRecord> users)
    {
        foreach (var each in users)
            ResourceChecks.Check(each);
        _log.Put((database, ids) =>
        {
            UserRecord[] named = [.. users.Select(user => user with { UserId = Named(user.UserId) })];
            foreach (var user in named)
                ids.Users.Add(user.UserId);
            ids.Save(database);
            return database.Run("users_put", ("rows", ResourceReading.Json(named.GroupBy(user => user.UserId, StringComparer.Ordinal).Select(same => same.Last()))));
        });
    }

    /// <summary>Forgets what the shop says of a user. What the log says of them stays: to erase a person is another deed.</summary>
    /// <returns><see cref="Removal.Hidden"/> where the log refers to the user, who is then no longer listed.</returns>
    public Removal Remove(string userId) => _log.Put((tables, _) =>
    {
        userId = Named(userId);
        if (tables.Number("users_known", ("user_id", userId)) == 0)
            return Removal.Unknown;
        tables.Run("users_remove", ("user_id", userId));
        return tables.Number("users_references", ("user_id", userId), ("part", UserPart.Of(userId))) > 0 ? Removal.Hidden : Removal.Removed;
    });

    /// <summary>The users who touched most of what one touched; empty for an unknown user.</summary>
    public IReadOnlyList<(string UserId, double Score)> Similar(string userId, BoardRequest request, Data.Instant now) => _database.IndexOf("user_index", Named(userId)) is { } index
        ? _database.Rows("users_similar", ItemTable.Scored, ("index", index), ("now", now.Microseconds), ("count", request.Count), ("skip", request.Skip))
        : [];

    private string Named(string userId) => _log.Pseudonyms.Of(userId);

    private List<(int Index, UserRecord User)> Read(long after, int count, string? userId) => _database.Rows(
        "users_page", row => (row.GetInt32(0), new UserRecord(row.GetString(1), ResourceReading.Text(row, 2))), ("after", after), ("count", count), ("user_id", userId));
}
