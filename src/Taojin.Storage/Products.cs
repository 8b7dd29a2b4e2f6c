using System.Data.Common;
using System.Text;
using DuckDB.NET.Native;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage;

/// <summary>The catalogue as classification asks for it: what the shop says of its products, what models said of their categories, what people answered.</summary>
/// <remarks>Safe for several threads: writes wait for one another, each reading sees what was committed when it began.</remarks>
public sealed class Products
{
    private readonly LogDatabase _database;
    private readonly Lock _write = new();

    internal Products(LogDatabase database) => _database = database;

    /// <summary>All products, in order of their index.</summary>
    public IReadOnlyList<ProductRow> All() => Rows("read_products", Product, ("item_id", null));

    /// <summary>One product; null when the shop has none of this id.</summary>
    public ProductRow? Find(string itemId) => Rows("read_products", Product, ("item_id", itemId)) is [var product] ? product : null;

    /// <summary>Items that people have answered for, skipped ones among them.</summary>
    public IReadOnlySet<string> Answered() => Rows("read_answered_items", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);

    /// <summary>What the catalogue says of the pictures of some items, by id; those that the shop does not have are left out.</summary>
    public IReadOnlyDictionary<string, string?> Images(IReadOnlyList<string> itemIds) => itemIds.Count == 0 ? new Dictionary<string, string?>()
        : Rows("read_product_images", row => (Id: row.GetString(0), Image: Text(row, 1)), ("ids", System.Text.Json.JsonSerializer.Serialize(itemIds))).ToDictionary(each => each.Id, each => each.Image, StringComparer.Ordinal);

    private static ProductRow Product(DbDataReader row) => new(row.GetString(0))
    {
        Title = Text(row, 1),
        Description = Text(row, 2),
        Brand = Text(row, 3),
        Attributes = Text(row, 4),
        OwnCategory = Text(row, 5),
        Label = Text(row, 6),
        Answer = Text(row, 7),
        AnsweredAt = row.IsDBNull(8) ? null : new Instant(row.GetInt64(8)),
        Said = row.IsDBNull(9) ? null : new(row.GetString(9), row.GetDouble(10), row.GetString(11)),
        Image = Text(row, 12),
    };

    /// <summary>Folders that files were imported from, the first first.</summary>
    public IReadOnlyList<string> ImportFolders() => Rows("import_folders_read", row => row.GetString(0));

    /// <summary>Every answer of a person, oldest first.</summary>
    public IReadOnlyList<CategoryLabel> Labels() => Rows("read_item_labels", row => new CategoryLabel(row.GetString(0), row.GetString(1), Text(row, 2))
    {
        Said = Text(row, 3), Model = Text(row, 4), Author = row.GetString(5), Time = new(row.GetInt64(6)),
    });

    /// <summary>Keeps an answer; it is durable when this returns.</summary>
    /// <returns>Whether the shop has such an item.</returns>
    public bool Add(CategoryLabel label)
    {
        lock (_write)
        {
            using var write = _database.Write();
            var added = write.Run(
                "item_labels_add", ("item_id", label.ItemId), ("answer", label.Answer), ("category", label.Category), ("said", label.Said), ("model", label.Model),
                ("author", label.Author), ("time", label.Time.Microseconds));
            write.Commit();
            return added > 0;
        }
    }

    /// <summary>Writes down what a model said, in one transaction; older words of models on the same items go.</summary>
    /// <param name="said">Index of the item, in the order of <see cref="All"/>, with what was said of it.</param>
    /// <param name="now">When.</param>
    public void Write(IReadOnlyList<(int Item, SaidCategory Said)> said, Instant now)
    {
        var (items, categories, probabilities) = (new Column<int>("item_index", DuckDBType.Integer, said.Count), new TextColumn("category", said.Count), new Column<double>("probability", DuckDBType.Double, said.Count));
        var (models, times) = (new TextColumn("model", said.Count), new Column<long>("time", DuckDBType.BigInt, said.Count));
        foreach (var (item, each) in said)
        {
            items.Add(item);
            categories.Add(Encoding.UTF8.GetBytes(each.Category));
            probabilities.Add(each.Probability);
            models.Add(Encoding.UTF8.GetBytes(each.Model));
            times.Add(now.Microseconds);
        }
        Column[] all = [items, categories, probabilities, models, times];
        lock (_write)
        {
            using var write = _database.Write();
            using (var appender = write.Appender("item_categories", all))
            {
                appender.Append(all, said.Count);
                appender.Complete();
            }
            write.Run("item_categories_drop_older");
            write.Commit();
        }
    }

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

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

/// <summary>A product as the catalogue knows it.</summary>
/// <param name="ItemId">Its id.</param>
public sealed record ProductRow(string ItemId)
{
    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>Its brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Its attributes, a JSON object.</summary>
    public string? Attributes { get; init; }

    /// <summary>Where its picture stands: a path or a URL.</summary>
    public string? Image { get; init; }

    /// <summary>The category that the shop gave.</summary>
    public string? OwnCategory { get; init; }

    /// <summary>The category that a person gave.</summary>
    public string? Label { get; init; }

    /// <summary>The last answer of a person: accept, correct or skip.</summary>
    public string? Answer { get; init; }

    /// <summary>When it was given.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>What a model said.</summary>
    public SaidCategory? Said { get; init; }

    /// <summary>What can be learned from: a person's answer, or else the shop's own category; never what a model said.</summary>
    public string? Known => Label ?? OwnCategory;
}

/// <summary>A model's word on a category.</summary>
/// <param name="Category">The path.</param>
/// <param name="Probability">How sure it was.</param>
/// <param name="Model">Its version, such as <c>category/linear-text/000001</c>.</param>
public sealed record SaidCategory(string Category, double Probability, string Model);

/// <summary>A person's answer on an item's category.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Answer">accept, correct or skip.</param>
/// <param name="Category">What the person says; null for skip.</param>
public sealed record CategoryLabel(string ItemId, string Answer, string? Category)
{
    /// <summary>What the model had said.</summary>
    public string? Said { get; init; }

    /// <summary>Which model.</summary>
    public string? Model { get; init; }

    /// <summary>Who answered.</summary>
    public required string Author { get; init; }

    /// <summary>When.</summary>
    public required Instant Time { get; init; }
}
