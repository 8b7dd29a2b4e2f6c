using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>Which runs count for which kinds, run by run, and how much more or less than for all kinds.</summary>
/// <param name="Starts">First pair of each column, shape [columns + 1].</param>
/// <param name="Topics">Kind of each pair, ascending within a column.</param>
/// <param name="Ratios">Weight of the run within the kind against its weight for all, shape [pairs].</param>
internal sealed record TopicPairs(int[] Starts, ushort[] Topics, float[] Ratios)
{
    private const int FewestTexts = 2;

    /// <summary>Number of pairs.</summary>
    public int Count => Topics.Length;

    /// <summary>The pairs that at least two texts hold, weighted by rarity and contrast within the kind.</summary>
    /// <param name="texts">Texts by runs, shape [texts × columns], their classes and their kinds, −1 for none.</param>
    /// <param name="columns">The runs.</param>
    /// <param name="counts">Number of classes and of kinds.</param>
    /// <param name="contrast">How far weights follow the contrast of the classes.</param>
    public static TopicPairs Of((CsrMatrix Rows, int[] Labels, int[] Topics) texts, GramColumns columns, (int Classes, int Topics) counts, double contrast)
    {
        var (found, starts) = (new List<(int Column, float Ratio)>[counts.Topics], new int[columns.Width + 1]);
        for (var topic = 0; topic < counts.Topics; topic++)
        {
            int[] members = [.. Enumerable.Range(0, texts.Topics.Length).Where(row => texts.Topics[row] == topic)];
            found[topic] = [];
            var (often, contrasts) = ClassContrast.Of(texts.Rows, members, texts.Labels, counts.Classes);
            for (var column = 0; column < columns.Count; column++)
                if (often[column] >= FewestTexts)
                {
                    var weight = Math.Pow(1 + Math.Log((1.0 + members.Length) / (1 + often[column])), 1 - contrast) * Math.Pow(contrasts[column], contrast);
                    found[topic].Add((column, (float)(weight / columns.Weights[column])));
                    starts[column + 1]++;
                }
        }
        for (var column = 0; column < columns.Width; column++)
            starts[column + 1] += starts[column];
        var (topics, ratios, next) = (new ushort[starts[^1]], new float[starts[^1]], starts.ToArray());
        for (var topic = 0; topic < counts.Topics; topic++)
            foreach (var (column, ratio) in found[topic])
                (topics[next[column]], ratios[next[column]++]) = ((ushort)topic, ratio);
        return new(starts, topics, ratios);
    }

    /// <summary>The column of a pair.</summary>
    public int ColumnOf(int pair)
    {
        var place = Array.BinarySearch(Starts, pair);
        if (place < 0)
            return ~place - 1;
        while (Starts[place + 1] == pair) // columns without pairs start where the next one starts
            place++;
        return place;
    }

    /// <summary>A text's runs as those of its kind: pairs ascending, values of length 1; empty when none of them counts for the kind.</summary>
    public (int[] Pairs, float[] Values) Of(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, int topic)
    {
        var (pairs, own, square) = (new List<int>(columns.Length), new List<float>(columns.Length), 0f);
        for (var entry = 0; entry < columns.Length; entry++)
            for (var pair = Starts[columns[entry]]; pair < Starts[columns[entry] + 1]; pair++)
                if (Topics[pair] == topic)
                {
                    var value = values[entry] * Ratios[pair];
                    pairs.Add(pair);
                    own.Add(value);
                    square += value * value;
                }
        var (length, scaled) = (MathF.Sqrt(square), own.ToArray());
        for (var entry = 0; entry < scaled.Length && length > 0; entry++)
            scaled[entry] /= length;
        return ([.. pairs], scaled);
    }

    /// <summary>Each text's runs twice: once for all kinds and, in columns behind those, once for its own.</summary>
    /// <param name="rows">Texts by runs, shape [texts × columns].</param>
    /// <param name="topics">Kind of each text, −1 for none, shape [texts].</param>
    /// <param name="scales">Length of the part for all kinds and of that for one kind.</param>
    public CsrMatrix Doubled(CsrMatrix rows, int[] topics, (float All, float Own) scales)
    {
        var (starts, columns, values) = (new int[rows.RowCount + 1], new List<int>(), new List<float>());
        for (var row = 0; row < rows.RowCount; row++)
        {
            var entries = rows[row];
            columns.AddRange(entries.Columns);
            foreach (var value in entries.Values)
                values.Add(value * scales.All);
            var (pairs, own) = topics[row] < 0 ? ([], []) : Of(entries.Columns, entries.Values, topics[row]);
            foreach (var pair in pairs)
                columns.Add(rows.ColumnCount + pair);
            foreach (var value in own)
                values.Add(value * scales.Own);
            starts[row + 1] = columns.Count;
        }
        return new(rows.RowCount, rows.ColumnCount + Count, starts, [.. columns], [.. values]);
    }
}
