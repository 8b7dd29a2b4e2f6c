namespace Taojin.Data;

public sealed partial class Catalogue
{
    /// <summary>Takes what the shop says of an item now, in place of what it said before. Who reads meanwhile sees each field as it was or as it is.</summary>
    /// <param name="item">Index of the item, which <see cref="Ids"/> holds.</param>
    /// <param name="said">What is known of it; null is not known.</param>
    public void Change(int item, CatalogueItem said)
    {
        Set(ref _category, item, said.Category is null ? -1 : Categories.Add(said.Category), -1);
        Set(ref _title, item, said.Title, null);
        Set(ref _description, item, said.Description?[..Math.Min(said.Description.Length, LongestDescription)], null);
        Set(ref _brand, item, said.Brand, null);
        Set(ref _attributes, item, said.Attributes, null);
        Set(ref _price, item, said.Price ?? float.NaN, float.NaN);
        Set(ref _cost, item, said.Cost ?? float.NaN, float.NaN);
        Set(ref _stock, item, said.Stock ?? float.NaN, float.NaN);
        Set(ref _availableFrom, item, said.AvailableFrom ?? default, default);
        Set(ref _hidden, item, said.IsHidden, false);
    }

    /// <summary>What the shop says of an item, such as <see cref="Change"/> takes it.</summary>
    public CatalogueItem Said(int item)
    {
        T? Of<T>(T?[] values) where T : class => item < values.Length ? values[item] : null;
        float? Number(float[] values) => item < values.Length && !float.IsNaN(values[item]) ? values[item] : null;
        return new()
        {
            Category = CategoryOf(item) is >= 0 and var category ? Categories.IdAt(category) : null,
            Title = Of(Title),
            Description = Of(Description),
            Brand = Of(Brand),
            Attributes = Of(Attributes),
            Price = Number(Price),
            Cost = Number(Cost),
            Stock = Number(Stock),
            AvailableFrom = AvailableFromOf(item),
            IsHidden = item < Hidden.Length && Hidden[item],
        };
    }

    private const int LongestDescription = 400;

    /// <summary>Sets one place; the array grows to all items when it is too short, unless nothing would stand there.</summary>
    private void Set<T>(ref T[] values, int item, T value, T none)
    {
        if (item >= values.Length)
        {
            if (EqualityComparer<T>.Default.Equals(value, none))
                return;
            var grown = new T[Math.Max(Count, values.Length + (values.Length / 4))];
            values.CopyTo(grown, 0);
            grown.AsSpan(values.Length).Fill(none);
            values = grown;
        }
        values[item] = value;
    }
}

/// <summary>What the shop says of an item. What is null is not known.</summary>
public sealed record CatalogueItem
{
    /// <summary>Whole path of its category, levels parted by <c>" > "</c>.</summary>
    public string? Category { get; init; }

    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Attributes, a JSON object.</summary>
    public string? Attributes { get; init; }

    /// <summary>Price.</summary>
    public float? Price { get; init; }

    /// <summary>What it costs the shop.</summary>
    public float? Cost { get; init; }

    /// <summary>Units in stock.</summary>
    public float? Stock { get; init; }

    /// <summary>When it can first be bought.</summary>
    public Instant? AvailableFrom { get; init; }

    /// <summary>Whether lists must not show it.</summary>
    public bool IsHidden { get; init; }
}
