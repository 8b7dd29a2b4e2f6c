namespace Taojin.Data;

/// <summary>What is known of the items, by index: arrays are parallel to <see cref="Ids"/>, and empty where the shop says nothing.</summary>
public sealed class Catalogue
{
    private int[] _category = [];

    /// <summary>Ids of items.</summary>
    public required Vocabulary Ids { get; init; }

    /// <summary>Ids of categories: the whole path, levels parted by <c>" > "</c>.</summary>
    public Vocabulary Categories { get; init; } = new();

    /// <summary>Index of each item's category or -1, shape [items]; empty when no item has one.</summary>
    public int[] Category { get => _category; init => _category = value; }

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

    /// <summary>Adds an item with its category, or gives it another one. Not safe while others read.</summary>
    /// <param name="id">The item.</param>
    /// <param name="category">Whole path of its category, or null.</param>
    /// <returns>The item's index.</returns>
    public int Add(string id, string? category)
    {
        var item = Ids.Add(id);
        if (item >= _category.Length)
        {
            var known = _category.Length;
            Array.Resize(ref _category, Math.Max(16, 2 * (item + 1)));
            _category.AsSpan(known).Fill(-1);
        }
        _category[item] = category is null ? -1 : Categories.Add(category);
        return item;
    }

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

    /// <summary>The items that must not be shown.</summary>
    public IEnumerable<int> HiddenOnes => Enumerable.Range(0, Hidden.Length).Where(item => Hidden[item]);
}
