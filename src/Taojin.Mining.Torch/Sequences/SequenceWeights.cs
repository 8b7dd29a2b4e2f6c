using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>All weights of a network but the items' vectors, in one array, with the place of each part.</summary>
internal sealed class SequenceWeights
{
    private readonly List<WeightPart> _parts = [];

    /// <summary>Weights drawn anew; scales and shifts of the normalisations are 1 and 0.</summary>
    public SequenceWeights(SequenceTransformerOptions options, int kindCount, SplitMix64 chance)
    {
        var (width, inner) = (options.Width, options.Width * options.FeedForward);
        if (options.Order == SequenceOrder.Age)
            Add("age", options.Length, width);
        if (kindCount > 1)
            Add("kind", kindCount, width);
        if (options.ReadsTimeGaps)
            Add("gap", SequenceInput.GapCount, width);
        for (var block = 0; block < options.Blocks; block++)
        {
            Add($"{block}.norm1.scale", width);
            Add($"{block}.norm1.shift", width);
            Add($"{block}.qkv.weight", width, 3 * width);
            Add($"{block}.qkv.bias", 3 * width);
            if (options.Order == SequenceOrder.Distance)
                Add($"{block}.distance", options.Heads * options.Length);
            Add($"{block}.out.weight", width, width);
            Add($"{block}.out.bias", width);
            Add($"{block}.norm2.scale", width);
            Add($"{block}.norm2.shift", width);
            Add($"{block}.up.weight", width, inner);
            Add($"{block}.up.bias", inner);
            Add($"{block}.down.weight", inner, width);
            Add($"{block}.down.bias", width);
        }
        Add("norm.scale", width);
        Add("norm.shift", width);
        Values = new float[_parts[^1].End];
        foreach (var part in _parts)
            Draw(part, ref chance);
    }

    /// <summary>The numbers of all parts, one part after another.</summary>
    public float[] Values { get; }

    public IReadOnlyList<WeightPart> Parts => _parts;

    public ReadOnlySpan<float> Of(WeightPart part) => Values.AsSpan(part.Start, part.Length);

    private void Add(string name, params int[] shape) => _parts.Add(new(name, _parts.Count == 0 ? 0 : _parts[^1].End, shape));

    /// <summary>Xavier's normal distribution for matrices (Glorot &amp; Bengio 2010).</summary>
    private void Draw(WeightPart part, ref SplitMix64 chance)
    {
        var values = Values.AsSpan(part.Start, part.Length);
        if (part.Shape.Length == 2)
            Fill(values, Math.Sqrt(2.0 / (part.Shape[0] + part.Shape[1])), ref chance);
        else
            values.Fill(part.Name.EndsWith("scale", StringComparison.Ordinal) ? 1 : 0);
    }

    public static void Fill(Span<float> values, double deviation, ref SplitMix64 chance)
    {
        foreach (ref var value in values)
            value = (float)(deviation * chance.NextNormal());
    }
}

/// <summary>One named part of the weights.</summary>
internal sealed record WeightPart(string Name, int Start, int[] Shape)
{
    public int Length { get; } = Shape.Aggregate(1, (all, size) => all * size);

    public int End => Start + Length;

    /// <summary>Only matrices of layers are drawn towards zero.</summary>
    public bool Decays => Name.EndsWith("weight", StringComparison.Ordinal);
}
