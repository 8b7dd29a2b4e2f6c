namespace Taojin.Data;

/// <summary>What is known of the items, by index: arrays are parallel to <see cref="Ids"/>, and empty where the shop says nothing.</summary>
public sealed class Catalogue
{
    /// <summary>Ids of items.</summary>
    public required Vocabulary Ids { get; init; }

    /// <summary>Ids of categories: the whole path, levels parted by <c>" > "</c>.</summary>
    public Vocabulary Categories { get; init; } = new();

    /// <summary>Index of each item's category or -1, shape [items]; empty when no item has one.</summary>
    public int[] Category { get; init; } = [];

    /// <summary>Title of each item or null, shape [items]; empty when no item has one.</summary>
    public string?[] Title { get; init; } = [];

    /// <summary>Description of each item, cut to its first 400 characters, or null, shape [items]; empty when no item has one.</summary>
    public string?[] Description { get; init; } = [];

    /// <summary>Brand of each item or null, shape [items], one text a brand; empty when no item has one.</summary>
    public string?[] Brand { get; init; } = [];

    /// <summary>Attributes of each item as a JSON object or null, shape [items]; empty when no item has one.</summary>
    public string?[] Attributes { get; init; } = [];

    /// <summary>Price of each item or NaN, shape [items]; empty when no item has one.</summary>
    public float[] Price { get; init; } = [];

    /// <summary>What each item costs the shop, or NaN, shape [items]; empty when no item has one.</summary>
    public float[] Cost { get; init; } = [];

    /// <summary>Units of each item in stock, or NaN when unknown, shape [items]; empty when no item has one.</summary>
    public float[] Stock { get; init; } = [];

    /// <summary>When each item can first be bought, or the default when unknown, shape [items]; empty when no item has one.</summary>
    public Instant[] AvailableFrom { get; init; } = [];

    /// <summary>Whether each item must not be shown, shape [items]; empty when all may be.</summary>
    public bool[] Hidden { get; init; } = [];

    /// <summary>Number of items.</summary>
    public int Count => Ids.Count;

    /// <summary>Index of an item's category, or -1.</summary>
    public int CategoryOf(int item) => item >= 0 && item < Category.Length ? Category[item] : -1;

    /// <summary>An item's price, or NaN.</summary>
    public float PriceOf(int item) => item >= 0 && item < Price.Length ? Price[item] : float.NaN;

    /// <summary>What an item costs the shop, or NaN.</summary>
    public float CostOf(int item) => item >= 0 && item < Cost.Length ? Cost[item] : float.NaN;

    /// <summary>What a sale of an item earns: price less cost; the whole price where no cost is known, 0 where no price is.</summary>
    public float MarginOf(int item) => PriceOf(item) is var price && float.IsNaN(price) ? 0 : CostOf(item) is var cost && float.IsNaN(cost) ? price : price - cost;

    /// <summary>Units of an item in stock, or NaN.</summary>
    public float StockOf(int item) => item >= 0 && item < Stock.Length ? Stock[item] : float.NaN;

    /// <summary>When an item can first be bought, or null.</summary>
    public Instant? AvailableFromOf(int item) => item >= 0 && item < AvailableFrom.Length && AvailableFrom[item] != default ? AvailableFrom[item] : null;

    /// <summary>What to call an item before people: its title, or else its id.</summary>
    public string NameOf(int item) => item >= 0 && item < Title.Length ? Title[item] ?? Ids.IdAt(item) : Ids.IdAt(item);

    /// <summary>What is known of some of the items, in the order given.</summary>
    /// <param name="wanted">Indexes, each once.</param>
    public Catalogue Pick(IReadOnlyList<int> wanted)
    {
        T[] Of<T>(T[] all, T unknown) => all.Length == 0 ? [] : [.. wanted.Select(item => item < all.Length ? all[item] : unknown)];
        return new()
        {
            Ids = new(wanted.Select(Ids.IdAt)),
            Categories = Categories,
            Category = Of(Category, -1),
            Title = Of(Title, null),
            Description = Of(Description, null),
            Brand = Of(Brand, null),
            Attributes = Of(Attributes, null),
            Price = Of(Price, float.NaN),
            Cost = Of(Cost, float.NaN),
            Stock = Of(Stock, float.NaN),
            AvailableFrom = Of(AvailableFrom, default),
            Hidden = Of(Hidden, false),
        };
    }

    /// <summary>The items that must not be shown.</summary>
    public IEnumerable<int> HiddenOnes => Enumerable.Range(0, Hidden.Length).Where(item => Hidden[item]);
}
