using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>How items are read as words.</summary>
/// <param name="ShortestGram">Characters of the shortest runs.</param>
/// <param name="LongestGram">Characters of the longest runs.</param>
/// <param name="DescriptionLength">Characters of a description that are read.</param>
/// <param name="Buckets">Places that words are hashed to.</param>
internal readonly record struct ContentRule(int ShortestGram, int LongestGram, int DescriptionLength, int Buckets);

/// <summary>
/// What is known of items as bags of hashed words: runs of characters of title, description and attributes, each level of the category path,
/// the brand, the tenth of the prices. Each of these has length 1 in a row, and a row has length 1; rare words weigh more (as in <see cref="TfIdf"/>).
/// Words that no touched item has are left out: nothing was learned of them. Feature hashing: Weinberger et al. 2009, doi:10.1145/1553374.1553516.
/// </summary>
internal sealed class ItemContent
{
    private const int Tenths = 10;
    private readonly ContentRule _rule;
    private readonly float[] _idf;
    private readonly float[] _prices;
    private readonly int[] _places;

    private ItemContent(ContentRule rule, float[] idf, float[] prices)
    {
        (_rule, _idf, _prices, _places) = (rule, idf, prices, new int[idf.Length]);
        for (var bucket = 0; bucket < idf.Length; bucket++)
            _places[bucket] = idf[bucket] > 0 ? Count++ : -1;
    }

    /// <summary>Number of different words, columns of <see cref="Rows"/>.</summary>
    public int Count { get; }

    /// <summary>Counts words and prices of touched items.</summary>
    public static ItemContent Of(Catalogue items, bool[] isTouched, ContentRule rule, CancellationToken cancellation)
    {
        var (idf, words, touched) = (new float[rule.Buckets], new List<(int Field, int Bucket)>(), isTouched.AsSpan().Count(true));
        var prices = Borders([.. Enumerable.Range(0, items.Count).Where(item => isTouched[item]).Select(items.PriceOf).Where(price => !float.IsNaN(price))]);
        var reader = new ItemContent(rule, [], prices);
        for (var item = 0; item < items.Count; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            words.Clear();
            if (isTouched[item])
                reader.Read(items, item, words);
            foreach (var bucket in words.Select(word => word.Bucket).Distinct())
                idf[bucket]++;
        }
        for (var bucket = 0; bucket < idf.Length; bucket++)
            idf[bucket] = idf[bucket] > 0 ? (float)(1 + Math.Log((1.0 + touched) / (1 + idf[bucket]))) : 0;
        return new(rule, idf, prices);
    }

    /// <summary>One row an item of any catalogue, shape [items × <see cref="Count"/>]; empty where nothing is known.</summary>
    public CsrMatrix Rows(Catalogue items)
    {
        var (starts, columns, values, words) = (new int[items.Count + 1], new List<int>(), new List<float>(), new List<(int Field, int Bucket)>());
        for (var item = 0; item < items.Count; item++)
        {
            words.Clear();
            Read(items, item, words);
            foreach (var (place, weight) in Weigh(words))
            {
                columns.Add(place);
                values.Add(weight);
            }
            starts[item + 1] = columns.Count;
        }
        return new(items.Count, Math.Max(1, Count), starts, [.. columns], [.. values]);
    }

    public void Save(IArtifactWriter writer)
    {
        writer.Array<int>("content.rule", [_rule.ShortestGram, _rule.LongestGram, _rule.DescriptionLength, _rule.Buckets]);
        writer.Array<float>("content.idf", _idf);
        writer.Array<float>("content.prices", _prices);
    }

    public static ItemContent Load(IArtifactReader reader)
    {
        var rule = reader.Array<int>("content.rule");
        return new(new(rule[0], rule[1], rule[2], rule[3]), reader.Array<float>("content.idf"), reader.Array<float>("content.prices"));
    }

    private SortedDictionary<int, float> Weigh(List<(int Field, int Bucket)> words)
    {
        var row = new SortedDictionary<int, float>();
        foreach (var field in words.Where(word => _places[word.Bucket] >= 0).GroupBy(word => word.Field))
        {
            (int Place, float Weight)[] counts = [.. field.CountBy(word => word.Bucket).Select(each => (_places[each.Key], (1 + MathF.Log(each.Value)) * _idf[each.Key]))];
            var length = MathF.Sqrt(counts.Sum(each => each.Weight * each.Weight));
            foreach (var (place, weight) in counts)
                row[place] = row.GetValueOrDefault(place) + (weight / length);
        }
        var whole = MathF.Sqrt(row.Values.Sum(weight => weight * weight));
        foreach (var place in row.Keys.ToArray())
            row[place] /= whole;
        return row;
    }

    /// <summary>Each word with the field it stands in.</summary>
    private void Read(Catalogue items, int item, List<(int Field, int Bucket)> words)
    {
        AddGrams(0, At(items.Title, item));
        AddGrams(1, At(items.Description, item) is { } text && text.Length > _rule.DescriptionLength ? text[.._rule.DescriptionLength] : At(items.Description, item));
        AddGrams(2, At(items.Attributes, item));
        if (At(items.Brand, item) is { } brand)
            words.Add((3, Bucket(3, FoldedText.Of(brand))));
        var path = items.CategoryOf(item) is >= 0 and var category ? items.Categories.IdAt(category) : "";
        for (var end = path.Length; end > 0; end = path.LastIndexOf(" > ", end - 1, StringComparison.Ordinal))
            words.Add((4, Bucket(4, path[..end])));
        if (_prices.Length > 0 && items.PriceOf(item) is var price && !float.IsNaN(price))
            words.Add((5, Bucket(5, Array.FindAll(_prices, border => price > border).Length.ToString(System.Globalization.CultureInfo.InvariantCulture))));

        void AddGrams(int field, string? text)
        {
            if (text is null)
                return;
            var grams = new List<ulong>();
            CharacterGrams.AddTo(FoldedText.Of(text), _rule.ShortestGram, _rule.LongestGram, grams);
            words.AddRange(grams.Select(gram => (field, (int)(gram % (ulong)_rule.Buckets))));
        }
    }

    private int Bucket(int field, string word) => (int)(SplitMix64.Stream((ulong)field, word).NextUInt64() % (ulong)_rule.Buckets);

    private static string? At(string?[] values, int item) => item < values.Length ? values[item] : null;

    /// <summary>Nine prices that part the items into tenths; none when no price is known.</summary>
    private static float[] Borders(float[] prices)
    {
        Array.Sort(prices);
        return prices.Length == 0 ? [] : [.. Enumerable.Range(1, Tenths - 1).Select(tenth => prices[(int)((long)tenth * prices.Length / Tenths)])];
    }
}
