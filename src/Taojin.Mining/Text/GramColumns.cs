using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>Runs of texts as columns: which runs count, how much each weighs, and texts as rows of length 1; behind them the vector of an encoder, where there is one.</summary>
/// <remarks>
/// A value is (1 + ln count) · (1 + ln((1 + texts) ÷ (1 + texts with the run))) (Salton &amp; Buckley 1988, doi:10.1016/0306-4573(88)90021-0).
/// With a contrast of the classes the second factor is mixed with it (<see cref="ClassContrast"/>). Runs of tokens and runs of characters are brought to length 1 apart and then together, so that neither drowns the other.
/// </remarks>
internal sealed class GramColumns
{
    private readonly int[] _columnOf;
    private readonly int _words;

    /// <summary>Takes over the places, ascending, and their weights, shape [columns].</summary>
    public GramColumns(TextGramOptions options, int[] places, float[] weights, EncodedColumns? encoded = null)
    {
        (Options, Places, Weights, Encoded) = (options, places, weights, encoded);
        _columnOf = new int[TextGrams.PlaceCount(options)];
        Array.Fill(_columnOf, -1);
        for (var column = 0; column < places.Length; column++)
            _columnOf[places[column]] = column;
        _words = places.Count(place => place < _columnOf.Length / 2);
    }

    public TextGramOptions Options { get; }

    /// <summary>Place of each column, ascending.</summary>
    public int[] Places { get; }

    /// <summary>Weight of each column.</summary>
    public float[] Weights { get; }

    /// <summary>Number of runs that count.</summary>
    public int Count => Places.Length;

    /// <summary>The vector of a text behind its runs; null without an encoder.</summary>
    public EncodedColumns? Encoded { get; }

    /// <summary>Number of all columns.</summary>
    public int Width => Count + (Encoded?.Count ?? 0);

    /// <summary>Column of a place, or −1.</summary>
    public int ColumnOf(int place) => _columnOf[place];

    /// <summary>Finds the columns of labelled texts and the texts as rows.</summary>
    public static (GramColumns Columns, CsrMatrix Rows) Of(Labelled<string> data, LinearTextOptions options, FitContext context)
    {
        var texts = data.Inputs;
        var counted = new (int Place, int Count)[texts.Count][];
        context.ForEachRow(texts.Count, () => new TextGrams(options), (text, grams) => counted[text] = Counted(grams.Of(TextTokens.Fold(texts[text]))));
        var frequencies = new int[TextGrams.PlaceCount(options)];
        foreach (var row in counted)
            foreach (var (place, _) in row)
                frequencies[place]++;
        int[] places = [.. Enumerable.Range(0, frequencies.Length).Where(place => frequencies[place] >= options.FewestTexts)];
        var columns = new GramColumns(options, places, [.. places.Select(place => (float)Math.Pow(1 + Math.Log((1.0 + texts.Count) / (1 + frequencies[place])), 1 - options.Contrast))], EncodedColumns.Of(options));
        if (options.Contrast > 0)
            columns.Weigh(ClassContrast.Of((counted, data.Labels), columns, data.Classes.Count), options.Contrast);
        return (columns, columns.Rows(counted, columns.Encoded?.Encoder.Encode(texts, context), context));
    }

    private void Weigh(double[] contrast, double power)
    {
        for (var column = 0; column < Weights.Length; column++)
            Weights[column] *= (float)Math.Pow(contrast[column], power);
    }

    /// <summary>One text as a row: columns ascending, values of length 1; empty when it holds no known run.</summary>
    public (int[] Columns, float[] Values) Row(TextGrams grams, string text)
    {
        var runs = Row(Counted(grams.Of(TextTokens.Fold(text))));
        return Encoded is null ? runs : Encoded.Behind(runs, Encoded.Encoder.Vector(text), Count);
    }

    private CsrMatrix Rows((int Place, int Count)[][] counted, DenseRows? vectors, FitContext context)
    {
        var rows = new (int[] Columns, float[] Values)[counted.Length];
        context.ForEachRow(rows.Length, row => rows[row] = vectors is null ? Row(counted[row]) : Encoded!.Behind(Row(counted[row]), vectors[row], Count));
        var starts = new int[rows.Length + 1];
        for (var row = 0; row < rows.Length; row++)
            starts[row + 1] = starts[row] + rows[row].Columns.Length;
        var (columns, values) = (new int[starts[^1]], new float[starts[^1]]);
        context.ForEachRow(rows.Length, row =>
        {
            rows[row].Columns.CopyTo(columns, starts[row]);
            rows[row].Values.CopyTo(values, starts[row]);
        });
        return new(rows.Length, Width, starts, columns, values);
    }

    private (int[] Columns, float[] Values) Row((int Place, int Count)[] counted)
    {
        var known = 0;
        foreach (var (place, _) in counted)
            known += _columnOf[place] >= 0 ? 1 : 0;
        var (columns, values, next, words) = (new int[known], new float[known], 0, 0);
        foreach (var (place, count) in counted)
            if (_columnOf[place] is >= 0 and var column)
            {
                words += column < _words ? 1 : 0;
                (columns[next], values[next++]) = (column, (1 + MathF.Log(count)) * Weights[column]);
            }
        Normalize(values.AsSpan(0, words));
        Normalize(values.AsSpan(words));
        Normalize(values);
        return (columns, values);
    }

    private static void Normalize(Span<float> values)
    {
        var square = 0f;
        foreach (var value in values)
            square += value * value;
        if (square > 0)
            System.Numerics.Tensors.TensorPrimitives.Divide(values, MathF.Sqrt(square), values);
    }

    private static (int Place, int Count)[] Counted(Span<int> places)
    {
        places.Sort();
        var distinct = 0;
        for (var at = 0; at < places.Length; at++)
            distinct += at == 0 || places[at] != places[at - 1] ? 1 : 0;
        var (counted, last) = (new (int, int)[distinct], -1);
        for (var at = 0; at < places.Length; at++)
            if (at == 0 || places[at] != places[at - 1])
                counted[++last] = (places[at], 1);
            else
                counted[last].Item2++;
        return counted;
    }
}
