using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>How much a touched pair says before vectors are compared.</summary>
public enum PairWeighting
{
    /// <summary>1, whatever its weight.</summary>
    Binary,

    /// <summary>Its weight.</summary>
    Raw,

    /// <summary>√weight · ln(1 + N ÷ nₜ): what many vectors share says little. Salton &amp; Buckley 1988, doi:10.1016/0306-4573(88)90021-0.</summary>
    TfIdf,

    /// <summary>
    /// weight·(k₁ + 1) ÷ (weight + k₁(1 − b + b·length ÷ mean length)) · ln(1 + N ÷ nₜ) with k₁ = 1.2, b = 0.75: weights saturate, and a pair of a long
    /// vector says less. Robertson &amp; Zaragoza 2009, doi:10.1561/1500000019.
    /// </summary>
    Bm25,
}

/// <summary>Weights the entries of vectors: rows are vectors (documents of the formulas), columns what they are made of (terms).</summary>
internal sealed class TermWeighting
{
    private const double Saturation = 1.2, LengthShare = 0.75;
    private readonly PairWeighting _kind;
    private readonly float[] _rarity;
    private readonly double _meanLength;

    private TermWeighting(PairWeighting kind, float[] rarity, double meanLength) => (_kind, _rarity, _meanLength) = (kind, rarity, meanLength);

    /// <summary>Counts in how many rows each column stands and how long rows are (their weights added up).</summary>
    public static TermWeighting Of(CsrMatrix vectors, PairWeighting kind)
    {
        if (kind is PairWeighting.Binary or PairWeighting.Raw)
            return new(kind, [], 1);
        var (rows, length) = (new int[vectors.ColumnCount], 0.0);
        foreach (var column in vectors.Columns)
            rows[column]++;
        foreach (var value in vectors.Values)
            length += value;
        var rarity = Array.ConvertAll(rows, count => (float)Math.Log(1 + (vectors.RowCount / (double)Math.Max(1, count))));
        return new(kind, rarity, Math.Max(1e-9, length / Math.Max(1, vectors.RowCount)));
    }

    /// <summary>The same places, weighted.</summary>
    public CsrMatrix Apply(CsrMatrix vectors)
    {
        var lengths = new double[vectors.RowCount];
        for (var row = 0; row < lengths.Length; row++)
            foreach (var value in vectors[row].Values)
                lengths[row] += value;
        return vectors.Select((row, column, value) => Weight(column, value, lengths[row]));
    }

    /// <summary>One entry, more than 0.</summary>
    /// <param name="term">Its column.</param>
    /// <param name="value">Its weight, more than 0.</param>
    /// <param name="length">Weights of its row added up.</param>
    public float Weight(int term, float value, double length) => _kind switch
    {
        PairWeighting.Binary => 1,
        PairWeighting.Raw => value,
        PairWeighting.TfIdf => MathF.Sqrt(value) * _rarity[term],
        _ => (float)(value * (Saturation + 1) / (value + (Saturation * (1 - LengthShare + (LengthShare * length / _meanLength)))) * _rarity[term]),
    };

    /// <summary>Writes it down.</summary>
    public void Save(IArtifactWriter writer)
    {
        writer.Array<float>("weighting.rarity", _rarity);
        writer.Array<double>("weighting.rule", [(double)_kind, _meanLength]);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static TermWeighting Load(IArtifactReader reader)
    {
        var rule = reader.Array<double>("weighting.rule");
        return new((PairWeighting)rule[0], reader.Array<float>("weighting.rarity"), rule[1]);
    }
}
