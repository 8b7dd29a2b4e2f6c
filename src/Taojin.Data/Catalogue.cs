using Taojin.Numerics;

namespace Taojin.Data;

/// <summary>What is known of the items, by index: arrays are parallel to <see cref="Ids"/>, and empty where the shop says nothing.</summary>
public sealed partial class Catalogue
{
    private int[] _category = [];
    private string?[] _title = [];
    private string?[] _description = [];
    private string?[] _brand = [];
    private string?[] _attributes = [];
    private float[] _price = [];
    private float[] _cost = [];
    private float[] _stock = [];
    private Instant[] _availableFrom = [];
    private bool[] _hidden = [];

    /// <summary>Ids of items.</summary>
    public required Vocabulary Ids { get; init; }

    /// <summary>Ids of categories: the whole path, levels parted by <c>" > "</c>.</summary>
    public Vocabulary Categories { get; init; } = new();

    /// <summary>Index of each item's category or -1, shape [items]; empty when no item has one.</summary>
    public int[] Category { get => _category; init => _category = value; }

    /// <summary>Title of each item or null, shape [items]; empty when no item has one.</summary>
    public string?[] Title { get => _title; init => _title = value; }

    /// <summary>Description of each item, cut to its first 400 characters, or null, shape [items]; empty when no item has one.</summary>
    public string?[] Description { get => _description; init => _description = value; }

    /// <summary>Brand of each item or null, shape [items], one text a brand; empty when no item has one.</summary>
    public string?[] Brand { get => _brand; init => _brand = value; }

    /// <summary>Attributes of each item as a JSON object or null, shape [items]; empty when no item has one.</summary>
    public string?[] Attributes { get => _attributes; init => _attributes = value; }

    /// <summary>Where each item's picture stands, a path or a URL, or null, shape [items]; empty when no item has one.</summary>
    public string?[] Image { get; init; } = [];

    /// <summary>A vector of each item's picture, all zeros for an item without, shape [items × any]; null when none was made.</summary>
    public DenseRows? Vectors { get; private set; }

    /// <summary>Price of each item or NaN, shape [items]; empty when no item has one.</summary>
    public float[] Price { get => _price; init => _price = value; }

    /// <summary>What each item costs the shop, or NaN, shape [items]; empty when no item has one.</summary>
    public float[] Cost { get => _cost; init => _cost = value; }

    /// <summary>Units of each item in stock, or NaN when unknown, shape [items]; empty when no item has one.</summary>
    public float[] Stock { get => _stock; init => _stock = value; }

    /// <summary>When each item can first be bought, or the default when unknown, shape [items]; empty when no item has one.</summary>
    public Instant[] AvailableFrom { get => _availableFrom; init => _availableFrom = value; }

    /// <summary>Whether each item must not be shown, shape [items]; empty when all may be.</summary>
    public bool[] Hidden { get => _hidden; init => _hidden = value; }

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

    /// <summary>The same items with vectors of their pictures.</summary>
    public Catalogue With(DenseRows vectors)
    {
        var copy = (Catalogue)MemberwiseClone();
        copy.Vectors = vectors;
        return copy;
    }

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
            Image = Of(Image, null),
            Vectors = Vectors is null ? null : Picked(Vectors, wanted),
            Price = Of(Price, float.NaN),
            Cost = Of(Cost, float.NaN),
            Stock = Of(Stock, float.NaN),
            AvailableFrom = Of(AvailableFrom, default),
            Hidden = Of(Hidden, false),
        };
    }

    /// <summary>The items that must not be shown.</summary>
    public IEnumerable<int> HiddenOnes => Enumerable.Range(0, Hidden.Length).Where(item => Hidden[item]);

    private static DenseRows Picked(DenseRows rows, IReadOnlyList<int> wanted)
    {
        var picked = new DenseRows(wanted.Count, rows.ColumnCount);
        for (var place = 0; place < wanted.Count; place++)
            rows[wanted[place]].CopyTo(picked[place]);
        return picked;
    }
}
