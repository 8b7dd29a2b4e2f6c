using System.Runtime.InteropServices;
using System.Numerics.Tensors;
using Taojin.Mining.Text;
using Taojin.Mining.Text.Sentences;

namespace Taojin.Mining.AfterSales;

/// <summary>A passage beside a question: how alike they are, each in [0, 1].</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Words">By BM25, of the most that the question can reach.</param>
/// <param name="Runs">By runs of characters.</param>
/// <param name="Meaning">By the vectors of an encoder; null where there is none, or where it cannot read the question.</param>
internal readonly record struct ComparedPassage(Passage Passage, double Words, double Runs, double? Meaning);

/// <summary>Passages by their terms, by runs of characters and by their meaning, ready to be compared with a question.</summary>
/// <remarks>
/// BM25: Robertson &amp; Zaragoza 2009, doi:10.1561/1500000019, with the non-negative idf ln(1 + (N − n + ½) ÷ (n + ½)).
/// Runs of 2 to 4 characters: cosine of (1 + ln count) · idf over 2¹⁸ hashed places (Weinberger et al. 2009, doi:10.1145/1553374.1553516),
/// which forgives misspelling and joins what words part. A question costs the passages that share a term with it, and all of them where an encoder reads it.
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
    private readonly SentenceEncoder? _encoder;

    public PassageIndex(IReadOnlyList<Passage> passages, RetrievalOptions options, SentenceEncoder? encoder)
    {
        (_options, _count, _encoder) = (options, passages.Count, encoder);
        var runs = passages.Select(passage => RunsOf($"{passage.Title} {passage.Text}")).ToArray();
        foreach (var place in runs.SelectMany(counts => counts.Keys))
            CollectionsMarshal.GetValueRefOrAddDefault(_frequency, place, out _)++;
        for (var index = 0; index < passages.Count; index++)
        {
            var terms = TermsOf(passages[index]);
            foreach (var term in terms.Keys)
                (CollectionsMarshal.GetValueRefOrAddDefault(_postings, term, out _) ??= []).Add(index);
            _entries.Add(new(passages[index], terms, terms.Values.Sum(), Weighted(runs[index]), encoder?.Vector($"{passages[index].Title}. {passages[index].Text}")));
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

    /// <summary>Whether an encoder is given and knows the words of a question.</summary>
    public bool Reads(string question) => _encoder is not null && _encoder.Vector(question).AsSpan().ContainsAnyExcept(0f);

    /// <summary>Every passage that shares a term with the question, and every one where its meaning can be compared.</summary>
    public IEnumerable<ComparedPassage> Compare(string question)
    {
        var asked = QuestionTerms.Of(question).Distinct(StringComparer.Ordinal).Select(term => (Term: term, Idf: IdfOf(term))).ToArray();
        var most = asked.Sum(each => each.Idf) * (_options.K1 + 1);
        var runs = Weighted(RunsOf(question));
        var meaning = Reads(question) ? _encoder!.Vector(question) : null;
        foreach (var index in meaning is null ? asked.SelectMany(each => _postings.TryGetValue(each.Term, out var places) ? places : []).Distinct().Order() : Enumerable.Range(0, _count))
            yield return new(_entries[index].Passage, most == 0 ? 0 : Words(asked, _entries[index]) / most, Cosine(runs, _entries[index].Runs), meaning is null ? null : Math.Max(0, TensorPrimitives.Dot<float>(meaning, _entries[index].Meaning)));
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

    private sealed record Entry(Passage Passage, Dictionary<string, double> Terms, double Length, Dictionary<int, float> Runs, float[]? Meaning);
}
