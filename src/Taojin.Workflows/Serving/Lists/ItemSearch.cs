using Taojin.Data;
using Taojin.Mining.Text;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>Titles and brands of the shop as they are now, ready to be searched. Read in at the first search.</summary>
internal sealed class ItemSearch(Catalogue items)
{
    private readonly Lock _turn = new();
    private TitleIndex? _index;

    /// <summary>The items that fit, the best first.</summary>
    public IReadOnlyList<(int Item, double Score)> Find(string query, int count, Func<int, bool> isWanted)
    {
        lock (_turn)
        {
            if (_index is null)
            {
                _index = new();
                for (var item = 0; item < items.Count; item++)
                    _index.Set(item, TextOf(item));
            }
            return _index.Find(query, count, isWanted);
        }
    }

    /// <summary>An item was changed.</summary>
    public void Changed(int item)
    {
        lock (_turn)
            _index?.Set(item, TextOf(item));
    }

    private string? TextOf(int item)
    {
        var (title, brand) = (item < items.Title.Length ? items.Title[item] : null, item < items.Brand.Length ? items.Brand[item] : null);
        return brand is null || title?.Contains(brand, StringComparison.OrdinalIgnoreCase) == true ? title : $"{title} {brand}";
    }
}
