using System.Data.Common;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage;

/// <summary>The log and the tables as people look at them: a page at a time, and summed by days.</summary>
/// <remarks>Safe for several threads: each reading sees what was committed when it began. A reading passes over the columns once: 10 M events take a tenth of a second.</remarks>
public sealed class Browse
{
    private readonly LogDatabase _database;
    private readonly WorkspaceSettings _settings;

    internal Browse(LogDatabase database, WorkspaceSettings settings) => (_database, _settings) = (database, settings);

    /// <summary>What happened from one moment until before another, by kind.</summary>
    public IReadOnlyList<KindTotal> Totals(Instant from, Instant until) => Rows(
        "browse_totals", row => new KindTotal((EventKind)row.GetByte(0), row.GetInt64(1), row.GetInt64(2), row.GetDouble(3)), ("from", from.Microseconds), ("until", until.Microseconds));

    /// <summary>Events of each kind on each day of the shop; days without any are left out.</summary>
    public IReadOnlyList<DayTotal> Days(Instant from, Instant until) => Rows(
        "browse_days", row => new DayTotal(row.GetInt32(0), (EventKind)row.GetByte(1), row.GetInt64(2), row.GetDouble(3)),
        ("offset", _settings.Calendar.Offset.Ticks / TimeSpan.TicksPerMicrosecond), ("from", from.Microseconds), ("until", until.Microseconds));

    /// <summary>A page of the catalogue.</summary>
    /// <param name="search">Part of an id or a title; empty for all.</param>
    /// <param name="start">How many to leave out before.</param>
    /// <param name="count">At most so many.</param>
    public RowPage<ItemLine> Items(string search, int start, int count)
    {
        var total = 0L;
        var rows = Rows("browse_items", row => (total = row.GetInt64(9), Line: new ItemLine(row.GetString(0), Text(row, 1), Text(row, 2))
        {
            Brand = Text(row, 3), Price = row.IsDBNull(4) ? null : row.GetFloat(4), Stock = row.IsDBNull(5) ? null : row.GetInt32(5), IsHidden = row.GetBoolean(6), Touched = row.GetInt64(7), Bought = row.GetInt64(8),
        }).Line, [.. Page(start, count), ("search", search.Trim().ToLowerInvariant())]);
        return new(rows, total);
    }

    /// <summary>A page of users; without a search the busiest of late come first.</summary>
    /// <param name="search">Part of an id; empty for all.</param>
    /// <param name="start">How many to leave out before.</param>
    /// <param name="count">At most so many.</param>
    public RowPage<UserLine> Users(string search, int start, int count)
    {
        var total = 0L;
        var rows = Rows("browse_users", row => (total = row.GetInt64(4), Line: new UserLine(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : new Instant(row.GetInt64(3)))).Line,
            [.. Page(start, count), ("search", search.Trim().ToLowerInvariant())]);
        return new(rows, total);
    }

    /// <summary>How many products stand in each category, paths in order; those in none last.</summary>
    public IReadOnlyList<CategoryCount> Categories() => Rows("browse_categories", row => new CategoryCount(Text(row, 0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)));

    /// <summary>A page of the products of a category and of all below it.</summary>
    /// <param name="category">Its path; empty for those in none.</param>
    /// <param name="start">How many to leave out before.</param>
    /// <param name="count">At most so many.</param>
    public RowPage<CategoryItem> CategoryItems(string category, int start, int count)
    {
        var total = 0L;
        var rows = Rows("browse_category_items", row => (total = row.GetInt64(5), Item: new CategoryItem(row.GetString(0), Text(row, 1), Text(row, 2), Text(row, 3), row.GetBoolean(4))).Item,
            [.. Page(start, count), ("category", category)]);
        return new(rows, total);
    }

    /// <summary>The newest events, the newest first.</summary>
    /// <param name="userId">Of one user; empty for everybody.</param>
    /// <param name="start">How many to leave out before.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<EventLine> Events(string userId, int start, int count) => Rows("browse_events", row => new EventLine(
        row.GetString(0), Text(row, 1), Text(row, 2), (EventKind)row.GetByte(3), new(row.GetInt64(4)), row.IsDBNull(5) ? null : row.GetFloat(5)), [.. Page(start, count), ("user", userId)]);

    /// <summary>A word that changes when the log, the reviews, the contacts or the consents do.</summary>
    public string Version() => Rows("browse_version", row => row.GetString(0))[0];

    /// <summary>A word that changes when the catalogue or what people say of its categories does. Costs a pass over the catalogue.</summary>
    public string CatalogueVersion() => Rows("browse_catalogue_version", row => row.GetString(0))[0];

    private static (string, object?)[] Page(int start, int count) => [("start", Math.Max(0, start)), ("count", Math.Max(1, count))];

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private List<T> Rows<T>(string name, Func<DbDataReader, T> read, params ReadOnlySpan<(string, object?)> parameters)
    {
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command(name, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}

/// <summary>A page of rows.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Total">How many there are in all; 0 beyond the end.</param>
public sealed record RowPage<T>(IReadOnlyList<T> Rows, long Total);

/// <summary>One category.</summary>
/// <param name="Category">Its path; null for products in none.</param>
/// <param name="Products">How many stand in it, those below it left out.</param>
/// <param name="Answered">Of those, how many a person put there.</param>
/// <param name="Pictured">Of those, how many name a picture.</param>
public sealed record CategoryCount(string? Category, long Products, long Answered, long Pictured);

/// <summary>A product in a category.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Category">The path it stands in.</param>
/// <param name="Image">Where the catalogue says that its picture stands.</param>
/// <param name="IsAnswered">Whether a person put it there.</param>
public sealed record CategoryItem(string ItemId, string? Title, string? Category, string? Image, bool IsAnswered);

/// <summary>One kind of event in a span of time.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Events">How many.</param>
/// <param name="People">By how many users.</param>
/// <param name="Money">Price times quantity, summed; what has no price counts nothing.</param>
public sealed record KindTotal(EventKind Kind, long Events, long People, double Money);

/// <summary>One kind of event on one day.</summary>
/// <param name="Day">Days since 1970-01-01 in the shop's time.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Events">How many.</param>
/// <param name="Money">Price times quantity, summed.</param>
public sealed record DayTotal(int Day, EventKind Kind, long Events, double Money);

/// <summary>An item of the catalogue.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">What it is called; null when nobody told.</param>
/// <param name="Category">Whole path.</param>
public sealed record ItemLine(string ItemId, string? Title, string? Category)
{
    /// <summary>Brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Price.</summary>
    public float? Price { get; init; }

    /// <summary>Pieces in stock.</summary>
    public int? Stock { get; init; }

    /// <summary>Whether the shop hides it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>How often it was viewed, put on a list or into a cart, or bought.</summary>
    public long Touched { get; init; }

    /// <summary>How often it was bought.</summary>
    public long Bought { get; init; }
}

/// <summary>A user and what the user did.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Events">What was done; being shown something does not count.</param>
/// <param name="Bought">Purchases among it.</param>
/// <param name="Last">Last event; null for a user without any.</param>
public sealed record UserLine(string UserId, long Events, long Bought, Instant? Last);

/// <summary>An event as people read it.</summary>
/// <param name="UserId">Who.</param>
/// <param name="ItemId">With what; null for none.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Kind">What.</param>
/// <param name="Time">When.</param>
/// <param name="Price">At which price.</param>
public sealed record EventLine(string UserId, string? ItemId, string? Title, EventKind Kind, Instant Time, float? Price);
