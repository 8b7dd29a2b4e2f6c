using System.Runtime.InteropServices;

namespace Taojin.Mining.Text;

/// <summary>Finds titles in any language, misspelt words too; titles can be changed at any time.</summary>
/// <remarks>
/// BM25 (Robertson &amp; Zaragoza 2009, doi:10.1561/1500000019) with k₁ = 1.2, b = 0.5 and the non-negative idf ln(1 + (N − n + ½) ÷ (n + ½)), over
/// words, runs of three characters inside words, and single and paired characters of scripts without blanks, so that Chinese needs no segmenter.
/// A search costs the titles that share a term with it. Not safe for several threads at once.
/// </remarks>
public sealed class TitleIndex
{
    private const double K1 = 1.2, B = 0.5;

    /// <summary>A title counts as found when it holds at least this share of what the query weighs.</summary>
    private const double LeastShare = 0.3;

    private readonly Dictionary<ulong, List<Posting>> _postings = [];
    private readonly List<float> _lengths = [];
    private readonly List<int> _owners = [];
    private readonly Dictionary<int, int> _slots = [];
    private double _length;

    /// <summary>Number of titles.</summary>
    public int Count => _slots.Count;

    /// <summary>Sets or changes a title; null or empty takes it away.</summary>
    /// <param name="item">Whose title it is.</param>
    /// <param name="title">Any text.</param>
    public void Set(int item, string? title)
    {
        if (_slots.Remove(item, out var old))
        {
            _owners[old] = -1; // its postings stay and are passed over
            _length -= _lengths[old];
        }
        var terms = new List<TitleTerm>();
        if (title is not null)
            TitleTerms.AddTo(title, terms);
        if (terms.Count == 0)
            return;
        var slot = _slots[item] = _owners.Count;
        _owners.Add(item);
        _lengths.Add(terms.Sum(term => term.Weight));
        _length += _lengths[slot];
        foreach (var same in terms.GroupBy(term => term.Hash))
            (CollectionsMarshal.GetValueRefOrAddDefault(_postings, same.Key, out _) ??= []).Add(new(slot, same.Count()));
    }

    /// <summary>The titles that fit a query, the best first; equal scores by item.</summary>
    /// <param name="query">Words in any language.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="isWanted">Leaves out items; null keeps all.</param>
    /// <returns>Items with their scores, more than 0; comparable within one answer only.</returns>
    public IReadOnlyList<(int Item, double Score)> Find(string query, int count, Func<int, bool>? isWanted = null)
    {
        var terms = new List<TitleTerm>();
        TitleTerms.AddTo(query, terms);
        var (scores, held, whole) = (new Dictionary<int, double>(), new Dictionary<int, double>(), 0.0);
        foreach (var term in terms.DistinctBy(term => term.Hash))
        {
            var postings = _postings.GetValueOrDefault(term.Hash, []);
            var weight = term.Weight * Math.Log(1 + Math.Max(0, (Count - postings.Count + 0.5) / (postings.Count + 0.5)));
            whole += weight;
            foreach (var (slot, times) in postings)
            {
                if (_owners[slot] < 0)
                    continue;
                var slack = K1 * (1 - B + (B * _lengths[slot] * Count / _length));
                CollectionsMarshal.GetValueRefOrAddDefault(scores, slot, out _) += weight * times * (K1 + 1) / (times + slack);
                CollectionsMarshal.GetValueRefOrAddDefault(held, slot, out _) += weight;
            }
        }
        return
        [
            .. scores.Where(each => held[each.Key] >= LeastShare * whole && isWanted?.Invoke(_owners[each.Key]) != false)
                .Select(each => (Item: _owners[each.Key], Score: each.Value)).OrderByDescending(each => each.Score).ThenBy(each => each.Item).Take(count),
        ];
    }

    private readonly record struct Posting(int Slot, int Times);
}
