using System.Runtime.InteropServices;
using Taojin.Mining.Text;

namespace Taojin.Mining.AfterSales;

/// <summary>Passages by their terms and by runs of characters, ready to be compared with a question.</summary>
/// <remarks>
/// BM25: Robertson &amp; Zaragoza 2009, doi:10.1561/1500000019, with the non-negative idf ln(1 + (N − n + ½) ÷ (n + ½)).
/// Runs of 2 to 4 characters: cosine of (1 + ln count) · idf over 2¹⁸ hashed places (Weinberger et al. 2009, doi:10.1145/1553374.1553516),
/// which forgives misspelling and joins what words part. A question costs the passages that share a term with it.
/// </remarks>
internal sealed class PassageIndex
{
    private const int ShortestRun = 2, LongestRun = 4, Places = 1 << 18;
    private readonly RetrievalOptions _options;
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, List<int>> _postings = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _frequency = [];
    private readonly double _meanLength;
    private readonly int _count;

    public PassageIndex(IReadOnlyList<Passage> passages, RetrievalOptions options)
    {
        (_options, _count) = (options, passages.Count);
        var runs = passages.Select(passage => RunsOf($"{passage.Title} {passage.Text}")).ToArray();
        foreach (var place in runs.SelectMany(counts => counts.Keys))
            CollectionsMarshal.GetValueRefOrAddDefault(_frequency, place, out _)++;
        for (var index = 0; index < passages.Count; index++)
        {
            var terms = TermsOf(passages[index]);
            foreach (var term in terms.Keys)
                (CollectionsMarshal.GetValueRefOrAddDefault(_postings, term, out _) ??= []).Add(index);
            _entries.Add(new(passages[index], terms, terms.Values.Sum(), Weighted(runs[index])));
        }
        _meanLength = _entries.Count == 0 ? 1 : _entries.Average(entry => entry.Length);
    }

    /// <summary>How rare a term is, 0 or more; a term that no passage has is the rarest.</summary>
    public double IdfOf(string term)
    {
        var held = _postings.TryGetValue(term, out var places) ? places.Count : 0;
        var idf = Math.Log(1 + ((_count - held + 0.5) / (held + 0.5)));
        return ServiceConcepts.Is(term) ? idf * _options.MatterWeight : idf;
    }

    /// <summary>Every passage that shares a term with the question, with both likenesses in [0, 1].</summary>
    public IEnumerable<(Passage Passage, double Words, double Runs)> Compare(string question)
    {
        var asked = QuestionTerms.Of(question).Distinct(StringComparer.Ordinal).Select(term => (Term: term, Idf: IdfOf(term))).ToArray();
        var most = asked.Sum(each => each.Idf) * (_options.K1 + 1);
        var runs = Weighted(RunsOf(question));
        foreach (var index in asked.SelectMany(each => _postings.TryGetValue(each.Term, out var places) ? places : []).Distinct().Order())
            yield return (_entries[index].Passage, Words(asked, _entries[index]) / most, Cosine(runs, _entries[index].Runs));
    }

    private double Words((string Term, double Idf)[] asked, Entry entry)
    {
        var slack = _options.K1 * (1 - _options.B + (_options.B * entry.Length / _meanLength));
        return asked.Sum(each => entry.Terms.TryGetValue(each.Term, out var count) ? each.Idf * count * (_options.K1 + 1) / (count + slack) : 0);
    }

    private Dictionary<string, double> TermsOf(Passage passage)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var term in QuestionTerms.Of(passage.Text))
            CollectionsMarshal.GetValueRefOrAddDefault(counts, term, out _) += 1;
        foreach (var term in QuestionTerms.Of(passage.Title))
            CollectionsMarshal.GetValueRefOrAddDefault(counts, term, out _) += _options.TitleWeight;
        return counts;
    }

    private static Dictionary<int, int> RunsOf(string text)
    {
        var hashes = new List<ulong>();
        CharacterGrams.AddTo(FoldedText.Of(text), ShortestRun, LongestRun, hashes);
        var counts = new Dictionary<int, int>();
        foreach (var hash in hashes)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, (int)(hash % Places), out _)++;
        return counts;
    }

    private Dictionary<int, float> Weighted(Dictionary<int, int> counts)
    {
        var weights = counts.ToDictionary(each => each.Key, each => (1 + Math.Log(each.Value)) * Math.Log(1 + ((_count + 1.0) / (1 + _frequency.GetValueOrDefault(each.Key)))));
        var length = Math.Sqrt(weights.Values.Sum(weight => weight * weight));
        return weights.ToDictionary(each => each.Key, each => (float)(each.Value / length));
    }

    private static double Cosine(Dictionary<int, float> question, Dictionary<int, float> passage)
    {
        var sum = 0.0;
        foreach (var (place, weight) in question)
            if (passage.TryGetValue(place, out var other))
                sum += weight * other;
        return sum;
    }

    private sealed record Entry(Passage Passage, Dictionary<string, double> Terms, double Length, Dictionary<int, float> Runs);
}
