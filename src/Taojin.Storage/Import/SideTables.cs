using DuckDB.NET.Native;
using Taojin.Storage.Database;

namespace Taojin.Storage.Import;

/// <summary>Rows of the catalogue, of users and of reviews on their way into their tables: gathered in memory, merged by SQL at the end.</summary>
/// <remarks>A later row on the same item or user fills and overrides the earlier one; what it leaves empty stays. A row that changes nothing is a duplicate.</remarks>
internal sealed class SideTables
{
    private readonly TableRows _items = new(
        new Column<int>("item_index", DuckDBType.Integer, 0),
        new TextColumn("title", 0), new TextColumn("description", 0), new TextColumn("category", 0), new TextColumn("brand", 0),
        new Column<float>("price", DuckDBType.Float, 0, float.NaN), new Column<float>("cost", DuckDBType.Float, 0, float.NaN),
        new Column<int>("stock", DuckDBType.Integer, 0, int.MinValue), new TextColumn("image", 0), new TextColumn("attributes", 0),
        new Column<long>("available_from", DuckDBType.BigInt, 0, long.MinValue), new Column<byte>("hidden", DuckDBType.Boolean, 0, 2));

    private readonly TableRows _users = new(new Column<int>("user_index", DuckDBType.Integer, 0), new TextColumn("attributes", 0));

    private readonly TableRows _reviews = new(
        new TextColumn("review_id", 0), new Column<int>("user_index", DuckDBType.Integer, 0), new Column<int>("item_index", DuckDBType.Integer, 0),
        new TextColumn("order_id", 0), new Column<long>("time", DuckDBType.BigInt, 0), new Column<float>("rating", DuckDBType.Float, 0, float.NaN),
        new TextColumn("title", 0), new TextColumn("text", 0));

    /// <summary>Number of rows so far.</summary>
    public long Count => _items.Count + _users.Count + _reviews.Count;

    /// <summary>Takes an item's row.</summary>
    public void Add(int item, in ItemRow row)
    {
        _items.Begin();
        _items.Add(item);
        _items.Add(row.Title);
        _items.Add(row.Description);
        _items.Add(row.Category);
        _items.Add(row.Brand);
        _items.Add(row.Price);
        _items.Add(row.Cost);
        _items.Add(row.Stock);
        _items.Add(row.Image);
        _items.Add(AttributeText.OnOneLine(row.Attributes));
        _items.Add(row.AvailableFrom);
        _items.Add(row.Hidden switch { null => (byte)2, true => (byte)1, false => (byte)0 });
    }

    /// <summary>Takes a user's row.</summary>
    public void Add(int user, in UserRow row)
    {
        _users.Begin();
        _users.Add(user);
        _users.Add(AttributeText.OnOneLine(row.Attributes));
    }

    /// <summary>Takes a review.</summary>
    public void Add(int user, int item, in ReviewRow row)
    {
        _reviews.Begin();
        _reviews.Add(row.ReviewId);
        _reviews.Add(user);
        _reviews.Add(item);
        _reviews.Add(row.OrderId);
        _reviews.Add(row.Time);
        _reviews.Add(row.Rating);
        _reviews.Add(row.Title);
        _reviews.Add(row.Text);
    }

    /// <summary>Merges all rows into their tables; belongs to the transaction of the connection.</summary>
    /// <param name="tables">The connection.</param>
    /// <param name="import">Number of the import.</param>
    /// <param name="firstNew">Lowest indexes of the users and items that came with this import.</param>
    /// <returns>Number of rows that said something new, by table.</returns>
    public IReadOnlyDictionary<string, long> Save(ITables tables, int import, (int User, int Item) firstNew)
    {
        var accepted = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (Stage(tables, "items", _items))
        {
            accepted["items"] = tables.Number("staged_items_count", ("first_new", firstNew.Item));
            tables.Run("staged_items_merge");
        }
        if (Stage(tables, "users", _users))
        {
            accepted["users"] = tables.Number("staged_users_count", ("first_new", firstNew.User));
            tables.Run("staged_users_merge");
        }
        if (Stage(tables, "reviews", _reviews))
        {
            accepted["reviews"] = tables.Run("staged_reviews_merge", ("import_id", import));
        }
        return accepted;
    }

    private static bool Stage(ITables tables, string table, TableRows rows)
    {
        if (rows.Count == 0)
            return false;
        tables.Run($"staged_{table}_create");
        rows.Save(tables, $"staged_{table}");
        return true;
    }
}
