using System.Data.Common;
using System.Globalization;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Resources;

/// <summary>Feedback as Gorse's clients know it: what they wrote, and what the log holds from elsewhere.</summary>
public sealed class FeedbackTable
{
    private readonly LogDatabase _database;
    private readonly EventLog _log;

    internal FeedbackTable(LogDatabase database, EventLog log) => (_database, _log) = (database, log);

    /// <summary>Feedback in order of type, user and item; what lies in the future is left out.</summary>
    public ResourcePage<FeedbackRecord> Page(FeedbackFilter only, string? cursor, int count, Instant now)
    {
        only = Named(only);
        var (user, item) = (_database.IndexOf("user_index", only.UserId), _database.IndexOf("item_index", only.ItemId));
        if ((only.UserId is not null && user is null) || (only.ItemId is not null && item is null))
            return new([], null);
        var after = After(cursor);
        var rows = _database.Rows(
            "feedback_page", row => (Feedback: Record(row), User: row.GetInt32(8), Item: row.GetInt32(9)),
            ("now", now.Microseconds), ("feedback_type", only.Type), ("user_index", user), ("item_index", item),
            ("after_type", after.Type), ("after_user", after.User), ("after_item", after.Item), ("count", count + 1));
        var page = ResourceReading.PageOf(rows, count, row => string.Create(CultureInfo.InvariantCulture, $"{row.User}|{row.Item}|{row.Feedback.Type}"));
        return new([.. page.Rows.Select(row => row.Feedback)], page.Next);
    }

    /// <summary>Writes feedback; users and items that are new join the shop.</summary>
    /// <param name="feedback">At most one a type, user and item.</param>
    /// <param name="isAdded">Values of what is known already are added up, its time is the earlier; otherwise all is overwritten.</param>
    /// <returns>What was known already.</returns>
    public IReadOnlySet<(string Type, string UserId, string ItemId)> Put(IReadOnlyList<FeedbackRecord> feedback, bool isAdded)
    {
        foreach (var each in feedback)
            ResourceChecks.Check(each);
        return _log.Put((tables, ids) => Write(tables, ids, [.. feedback.Select(each => each with { UserId = _log.Pseudonyms.Of(each.UserId) })], isAdded));
    }

    private static HashSet<(string Type, string UserId, string ItemId)> Write(ITables tables, Import.LogIds ids, IReadOnlyList<FeedbackRecord> feedback, bool isAdded)
    {
        foreach (var each in feedback)
        {
            ids.Users.Add(each.UserId);
            ids.Items.Add(each.ItemId);
        }
        ids.Save(tables);
        tables.Run("feedback_put", ("rows", ResourceReading.Json(feedback.Select(Row))));
        tables.Run("feedback_revive");
        tables.Run("feedback_put_known", ("adds", isAdded));
        tables.Run("feedback_put_new");
        using var command = tables.Query("feedback_known");
        using var reader = command.ExecuteReader();
        var known = new HashSet<(string, string, string)>();
        while (reader.Read())
            known.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return known;
    }

    /// <summary>Takes feedback back, and the events of the log that no other feedback stands for.</summary>
    /// <param name="only">Whose; with a user at least.</param>
    /// <param name="kind">What the type means in the log; null for all kinds when no type is named.</param>
    /// <param name="now">Counts what is seen now.</param>
    /// <returns>How many rows were seen before and are gone.</returns>
    public int Remove(FeedbackFilter only, EventKind? kind, Instant now)
    {
        only = Named(only);
        var seen = Page(only, null, int.MaxValue - 1, now).Rows.Count;
        return _log.Put((tables, _) =>
        {
            tables.Run("feedback_remove", ("feedback_type", only.Type), ("user_id", only.UserId), ("item_id", only.ItemId));
            if (only.Type is null || kind is not null)
                tables.Run("events_withdraw", ("user_id", only.UserId), ("part", UserPart.Of(only.UserId!)), ("kind", (byte?)kind), ("item_id", only.ItemId));
            return seen;
        });
    }

    private FeedbackFilter Named(FeedbackFilter only) => only.UserId is { } user ? only with { UserId = _log.Pseudonyms.Of(user) } : only;

    private static FeedbackRecord Record(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2))
    {
        Value = row.GetDouble(3),
        Time = ResourceReading.Moment(row, 4),
        Updated = ResourceReading.Moment(row, 5),
        Labels = ResourceReading.Text(row, 6),
        Comment = row.GetString(7),
    };

    private static (string Type, int User, int Item) After(string? cursor) =>
        cursor is null ? ("", -1, -1)
        : cursor.Split('|', 3) is [var user, var item, var type] ? (type, (int)ResourceReading.NumberOf(user, 0), (int)ResourceReading.NumberOf(item, 0))
        : throw ResourceReading.WrongCursor(cursor);

    private static object Row(FeedbackRecord each) => new
    {
        feedback_type = each.Type, kind = (byte?)each.Kind, each.UserId, each.ItemId, each.Value, time = each.Time?.Microseconds, updated = each.Updated?.Microseconds, each.Labels, each.Comment,
    };
}

/// <summary>Which feedback; null means any.</summary>
/// <param name="Type">Of this type.</param>
/// <param name="UserId">Of this user.</param>
/// <param name="ItemId">Of this item.</param>
public sealed record FeedbackFilter(string? Type = null, string? UserId = null, string? ItemId = null);
