using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>How many different pairs of a user or an item were touched, and how many of them bought: each pair counts once.</summary>
internal sealed class TouchedAndBought
{
    private readonly GrowingArray<Counts> _counts = new();
    private readonly GrowingArray<byte> _bought = new();
    private int _pairs;

    /// <summary>Share of touched pairs that are bought, before anything is known, and how many pairs that belief weighs.</summary>
    public const float PriorShare = 0.02f, PriorPairs = 10;

    /// <summary>Takes note of an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="key">The user or item it counts for.</param>
    public void Observe(in FeatureEvent happened, int key)
    {
        if (happened.Pair < 0)
            return;
        if (happened.Pair == _pairs) // slots are given in order of first sight, so the next one is a new pair
        {
            _pairs++;
            _counts.At(key).Touched++;
        }
        if (happened.Kind != EventKind.Purchase || _bought.Read(happened.Pair) != 0)
            return;
        _bought.At(happened.Pair) = 1;
        _counts.At(key).Bought++;
    }

    /// <summary>Writes touched, bought, and the smoothed share.</summary>
    public void Write(int key, Span<float> output)
    {
        var counts = _counts.Read(key);
        (output[0], output[1]) = (counts.Touched, counts.Bought);
        output[2] = (counts.Bought + (PriorShare * PriorPairs)) / (counts.Touched + PriorPairs);
    }

    /// <summary>Writes the state down under a name.</summary>
    public void Save(IArtifactWriter writer, string name)
    {
        writer.Array(name, _counts.Values);
        writer.Array($"{name}.bought", _bought.Values);
        writer.Array<int>($"{name}.pairs", [_pairs]);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(IArtifactReader reader, string name)
    {
        _counts.Restore(reader.Array<Counts>(name));
        _bought.Restore(reader.Array<byte>($"{name}.bought"));
        _pairs = reader.Array<int>($"{name}.pairs")[0];
    }

    private struct Counts
    {
        public int Touched, Bought;
    }
}
