using System.Globalization;
using Taojin.Storage.Database;

namespace Taojin.Storage.Resources;

/// <summary>Reviews one by one. Safe for several threads; what is written is durable when a call returns.</summary>
public sealed class ReviewTable
{
    private readonly LogDatabase _database;
    private readonly EventLog _log;

    internal ReviewTable(LogDatabase database, EventLog log) => (_database, _log) = (database, log);

    /// <summary>One review, or null.</summary>
    public ReviewRecord? Find(string reviewId) => Read((long.MinValue, ""), 1, (reviewId, null, null)).FirstOrDefault();

    /// <summary>Reviews in order of time.</summary>
    /// <param name="cursor">Where the last page ended; null for the first.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="userId">Only of this user; null for all.</param>
    /// <param name="itemId">Only about this item; null for all.</param>
    public ResourcePage<ReviewRecord> Page(string? cursor, int count, string? userId = null, string? itemId = null) => ResourceReading.PageOf(
        Read(After(cursor), count + 1, (null, userId is null ? null : _log.Pseudonyms.Of(userId), itemId)), count, review => string.Create(CultureInfo.InvariantCulture, $"{review.Time.Microseconds}|{review.ReviewId}"));

    /// <summary>Writes reviews as they are now. New ids are new reviews.</summary>
    /// <exception cref="Data.TaojinException">review.invalid: nothing was written.</exception>
    public void Put(IReadOnlyList<ReviewRecord> reviews)
    {
        foreach (var each in reviews)
            ResourceChecks.Check(each);
        _log.Put((tables, ids) =>
        {
            ReviewRecord[] last = [.. reviews.GroupBy(review => review.ReviewId, StringComparer.Ordinal).Select(same => same.Last()).Select(review => review with { UserId = _log.Pseudonyms.Of(review.UserId) })];
            foreach (var review in last)
            {
                ids.Users.Add(review.UserId);
                ids.Items.Add(review.ItemId);
            }
            ids.Save(tables);
            Remove(tables, [.. last.Select(review => review.ReviewId)]);
            return tables.Run("reviews_put", ("rows", ResourceReading.Json(last.Select(Row))));
        });
    }

    /// <summary>Removes a review.</summary>
    public Removal Remove(string reviewId) => _log.Put((tables, _) => Remove(tables, [reviewId]) > 0 ? Removal.Removed : Removal.Unknown);

    /// <summary>Reviews that came without an id have one of this program's making, which a store does not know: there they are found by their rows.</summary>
    private int Remove(ITables tables, IReadOnlyList<string> reviewIds)
    {
        var ids = ResourceReading.Json(reviewIds);
        var removed = tables.Run("reviews_remove", ("review_ids", ids));
        if (_database.Store is not null && _database.Rows("snapshot/reviews_unnamed", row => row.GetInt64(0), ("review_ids", ids)) is { Count: > 0 } unnamed)
            removed += tables.Run("reviews_remove_unnamed", ("rows", ResourceReading.Json(unnamed)));
        return removed;
    }

    private static (long Time, string Id) After(string? cursor)
    {
        if (cursor is null)
            return (long.MinValue, "");
        var bar = cursor.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 ? (ResourceReading.NumberOf(cursor[..bar], 0), cursor[(bar + 1)..]) : throw ResourceReading.WrongCursor(cursor);
    }

    private List<ReviewRecord> Read((long Time, string Id) after, int count, (string? ReviewId, string? UserId, string? ItemId) only) => _database.Rows(
        "reviews_page",
        row => new ReviewRecord(row.GetString(0), row.GetString(1), row.GetString(2), new(row.GetInt64(4)))
        {
            OrderId = ResourceReading.Text(row, 3),
            Rating = ResourceReading.Single(row, 5),
            Title = ResourceReading.Text(row, 6),
            Text = ResourceReading.Text(row, 7),
        },
        ("after_time", after.Time), ("after_id", after.Id), ("count", count), ("review_id", only.ReviewId), ("user_id", only.UserId), ("item_id", only.ItemId));

    private static object Row(ReviewRecord review, int nth) => new
    {
        nth, review.ReviewId, review.UserId, review.ItemId, review.OrderId, time = review.Time.Microseconds, review.Rating, review.Title, review.Text,
    };
}
