using System.Data.Common;
using System.Globalization;
using Taojin.Storage.Database;

namespace Taojin.Storage.Resources;

/// <summary>The catalogue item by item. Safe for several threads; what is written is durable when a call returns.</summary>
public sealed class ItemTable
{
    private readonly LogDatabase _database;
    private readonly EventLog _log;

    internal ItemTable(LogDatabase database, EventLog log) => (_database, _log) = (database, log);

    private string? Named(string? userId) => userId is null ? null : _log.Pseudonyms.Of(userId);

    /// <summary>One item, or null.</summary>
    public ItemRecord? Find(string itemId) => Read(-1, 1, (itemId, null)).FirstOrDefault().Item;

    /// <summary>Items in the order in which the shop came to know them.</summary>
    /// <param name="cursor">Where the last page ended; null for the first.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="category">Only of this category or below it; null for all.</param>
    public ResourcePage<ItemRecord> Page(string? cursor, int count, string? category = null)
    {
        var page = ResourceReading.PageOf(Read(ResourceReading.NumberOf(cursor, -1), count + 1, (null, category)), count, row => row.Index.ToString(CultureInfo.InvariantCulture));
        return new([.. page.Rows.Select(row => row.Item)], page.Next);
    }

    /// <summary>Writes items as they are now: what a record does not say, the item does not have any more. New ids are new items.</summary>
    /// <exception cref="Data.TaojinException">item.invalid: nothing was written.</exception>
    public void Put(IReadOnlyList<ItemRecord> items)
    {
        foreach (var each in items)
            ResourceChecks.Check(each);
        _log.Put((database, ids) =>
        {
            foreach (var item in items)
                ids.Items.Add(item.ItemId);
            ids.Save(database);
            return database.Run("items_put", ("rows", ResourceReading.Json(items.GroupBy(item => item.ItemId, StringComparer.Ordinal).Select(same => Row(same.Last())))));
        });
    }

    /// <summary>Takes an item away. Its row stays where events, reviews or feedback refer to it; then it is hidden.</summary>
    /// <param name="itemId">The item.</param>
    /// <param name="isForgotten">Forget what is known of it all the same; the log keeps its events.</param>
    public Removal Remove(string itemId, bool isForgotten = false) => _log.Put((tables, _) =>
    {
        if (tables.Number("items_known", ("item_id", itemId)) == 0)
            return Removal.Unknown;
        var isReferred = !isForgotten && tables.Number("items_references", ("item_id", itemId)) > 0;
        tables.Run(isReferred ? "items_hide" : "items_remove", ("item_id", itemId));
        return isReferred ? Removal.Hidden : Removal.Removed;
    });

    /// <summary>The items as lists know them: with the category that counts (a person's answer before the shop's own, that before a model's word), and with what reviews say among the attributes.</summary>
    /// <param name="items">Items as they were just written.</param>
    public IReadOnlyList<ItemRecord> Derived(IReadOnlyList<ItemRecord> items)
    {
        var known = _database
            .Rows("items_derived", row => (Id: row.GetString(0), Category: ResourceReading.Text(row, 1), Attributes: ResourceReading.Text(row, 2)), ("item_ids", ResourceReading.Json(items.Select(item => item.ItemId))))
            .ToDictionary(each => each.Id, StringComparer.Ordinal);
        return [.. items.Select(item => known.TryGetValue(item.ItemId, out var derived) ? item with { Category = derived.Category, Attributes = derived.Attributes } : item)];
    }

    /// <summary>The newest items that may be shown, by when they came.</summary>
    public IReadOnlyList<(string ItemId, double Score)> Latest(BoardRequest request) => _database.Rows(
        "items_latest", Scored, ("category", request.Category), ("user_id", Named(request.NotTouchedBy)), ("count", request.Count), ("skip", request.Skip));

    /// <summary>The items that most users touched.</summary>
    public IReadOnlyList<(string ItemId, double Score)> Popular(BoardRequest request, Data.Instant now) => _database.Rows(
        "items_popular", Scored, ("category", request.Category), ("user_id", Named(request.NotTouchedBy)), ("now", now.Microseconds), ("count", request.Count), ("skip", request.Skip));

    /// <summary>The items that have most users in common with one; empty for an unknown item.</summary>
    public IReadOnlyList<(string ItemId, double Score)> Similar(string itemId, BoardRequest request, Data.Instant now) => _database.IndexOf("item_index", itemId) is { } index
        ? _database.Rows("items_similar", Scored, ("index", index), ("now", now.Microseconds), ("count", request.Count), ("skip", request.Skip))
        : [];

    internal static (string Id, double Score) Scored(DbDataReader row) => (row.GetString(0), row.GetDouble(1));

    private List<(int Index, ItemRecord Item)> Read(long after, int count, (string? ItemId, string? Category) only) => _database.Rows(
        "items_page",
        row => (row.GetInt32(0), new ItemRecord(row.GetString(1))
        {
            Title = ResourceReading.Text(row, 2),
            Description = ResourceReading.Text(row, 3),
            Category = ResourceReading.Text(row, 4),
            Brand = ResourceReading.Text(row, 5),
            Price = ResourceReading.Single(row, 6),
            Cost = ResourceReading.Single(row, 7),
            Stock = row.IsDBNull(8) ? null : row.GetInt32(8),
            Image = ResourceReading.Text(row, 9),
            Attributes = ResourceReading.Text(row, 10),
            AvailableFrom = ResourceReading.Moment(row, 11),
            Hidden = row.GetBoolean(12),
        }),
        ("after", after), ("count", count), ("item_id", only.ItemId), ("category", only.Category));

    private static object Row(ItemRecord item) => new
    {
        item.ItemId, item.Title, item.Description, item.Category, item.Brand, item.Price, item.Cost, item.Stock, item.Image, item.Attributes,
        available_from = item.AvailableFrom?.Microseconds, item.Hidden,
    };
}

/// <summary>A wish for a part of a board.</summary>
/// <param name="Count">At most so many.</param>
/// <param name="Skip">Leaves out so many of the first.</param>
/// <param name="Category">Only of this category; null for all.</param>
/// <param name="NotTouchedBy">Leaves out what this user touched; null for nobody.</param>
public sealed record BoardRequest(int Count, int Skip = 0, string? Category = null, string? NotTouchedBy = null);
