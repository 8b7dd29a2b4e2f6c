namespace Taojin.Data;

/// <summary>Ids of one sort (users, items, categories) and their dense indexes: strings outside, numbers inside.</summary>
/// <remarks>Indexes start at 0 in order of first sight and are never given anew. Not safe for adding from several threads at once; reading is.</remarks>
public sealed class Vocabulary
{
    private readonly List<string> _ids = [];
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    /// <summary>An empty vocabulary.</summary>
    public Vocabulary()
    {
    }

    /// <summary>The given ids in their order.</summary>
    /// <exception cref="ArgumentException">An id occurs twice.</exception>
    public Vocabulary(IEnumerable<string> ids)
    {
        if (ids.TryGetNonEnumeratedCount(out var count))
        {
            _ids.EnsureCapacity(count);
            _indexes.EnsureCapacity(count);
        }
        foreach (var id in ids)
        {
            _indexes.Add(id, _ids.Count);
            _ids.Add(id);
        }
    }

    /// <summary>Number of ids.</summary>
    public int Count => _ids.Count;

    /// <summary>All ids, by index.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>The id of an index.</summary>
    public string IdAt(int index) => _ids[index];

    /// <summary>The index of an id; an unknown id is an ordinary answer.</summary>
    public bool TryIndexOf(string id, out int index) => _indexes.TryGetValue(id, out index);

    /// <summary>The index of an id, or -1.</summary>
    public int IndexOf(string id) => _indexes.TryGetValue(id, out var index) ? index : -1;

    /// <summary>The index of an id that stands in a longer text, or -1; nothing is allocated.</summary>
    public int IndexOf(ReadOnlySpan<char> id) => _indexes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var index) ? index : -1;

    /// <summary>Calls an index by another id, so that the old one is unknown from now on.</summary>
    /// <exception cref="ArgumentException">The new id is another index's.</exception>
    public void Rename(int index, string id)
    {
        _indexes.Add(id, index);
        _indexes.Remove(_ids[index]);
        _ids[index] = id;
    }

    /// <summary>The index of an id, given now if it is new.</summary>
    public int Add(string id)
    {
        if (_indexes.TryGetValue(id, out var index))
            return index;
        _indexes.Add(id, _ids.Count);
        _ids.Add(id);
        return _ids.Count - 1;
    }
}
