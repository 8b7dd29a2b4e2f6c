using Taojin.Data;
using Taojin.Mining.Text;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>Titles and brands of the shop as they are now, ready to be searched. Read in at the first search, beside everything else.</summary>
internal sealed class ItemSearch(Catalogue items)
{
    private readonly Lock _turn = new(), _building = new();
    private TitleIndex? _index;
    private List<int>? _missed;

    /// <summary>Makes the index before the first search. Whoever changes items meanwhile waits for a copy of the texts only.</summary>
    /// <param name="gate">Keeps changes of the catalogue out while it is read; not held by the caller.</param>
    public void Build(Gate gate)
    {
        if (Volatile.Read(ref _index) is not null)
            return;
        lock (_building)
        {
            if (_index is not null)
                return;
            var (titles, brands) = gate.Read(() =>
            {
                _missed = [];
                return ((string?[])items.Title.Clone(), (string?[])items.Brand.Clone());
            });
            var index = new TitleIndex();
            for (var item = 0; item < Math.Max(titles.Length, brands.Length); item++)
                index.Set(item, TextOf(titles, brands, item));
            gate.Read(() => Take(index));
        }
    }

    /// <summary>The items that fit, the best first; the index is built.</summary>
    public IReadOnlyList<(int Item, double Score)> Find(string query, int count, Func<int, bool> isWanted)
    {
        lock (_turn)
            return _index!.Find(query, count, isWanted);
    }

    /// <summary>An item was changed.</summary>
    public void Changed(int item)
    {
        lock (_turn)
        {
            _index?.Set(item, TextOf(items.Title, items.Brand, item));
            _missed?.Add(item);
        }
    }

    /// <summary>From here on the index hears of changes itself; those that came while it was made are made up for.</summary>
    private int Take(TitleIndex index)
    {
        lock (_turn)
        {
            foreach (var item in _missed ?? [])
                index.Set(item, TextOf(items.Title, items.Brand, item));
            _missed = null;
            Volatile.Write(ref _index, index);
            return items.Count;
        }
    }

    private static string? TextOf(string?[] titles, string?[] brands, int item)
    {
        var (title, brand) = (item < titles.Length ? titles[item] : null, item < brands.Length ? brands[item] : null);
        return brand is null || title?.Contains(brand, StringComparison.OrdinalIgnoreCase) == true ? title : $"{title} {brand}";
    }
}
