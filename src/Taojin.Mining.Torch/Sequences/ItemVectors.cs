using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;
using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>The items' vectors in training: gathered for a step, and moved only where the step touched them.</summary>
/// <remarks>
/// Adam moves a vector also in steps that do not touch it, by what is left of its momentum. Here those moves are made up for in one, when the
/// vector is next read: each is β₁/√β₂ of the one before, times the step's width (ε left aside). So a step costs what it touches, not the catalogue.
/// </remarks>
internal sealed class ItemVectors
{
    private readonly float[] _mean, _square, _gradient;
    private readonly int[] _step, _mark;
    private readonly List<int> _touched = [];
    private int _now;

    public ItemVectors(int count, int width, double deviation, SplitMix64 chance)
    {
        Rows = new(count, width);
        (_mean, _square, _gradient) = (new float[Rows.Values.Length], new float[Rows.Values.Length], new float[Rows.Values.Length]);
        (_step, _mark) = (new int[count], new int[count]);
        SequenceWeights.Fill(Rows.Values, deviation, ref chance);
    }

    public DenseRows Rows { get; }

    /// <summary>Opens a step.</summary>
    public void Begin()
    {
        _now++;
        _touched.Clear();
    }

    /// <summary>Notes that the step reads items, and brings their vectors up to now.</summary>
    public void Touch(ReadOnlySpan<long> items, Adam adam)
    {
        foreach (var item in items)
            if (_mark[item] != _now)
            {
                _mark[item] = _now;
                _touched.Add((int)item);
                CatchUp((int)item, adam);
                _gradient.AsSpan((int)item * Rows.ColumnCount, Rows.ColumnCount).Clear();
            }
    }

    /// <summary>The vectors of some items as torch sees them, shape [items × width].</summary>
    public Tensor Gather(ReadOnlySpan<long> items)
    {
        var gathered = empty(items.Length, Rows.ColumnCount, requires_grad: true);
        var values = SequenceNetwork.Floats(gathered);
        for (var place = 0; place < items.Length; place++)
            Rows[(int)items[place]].CopyTo(values.Slice(place * Rows.ColumnCount, Rows.ColumnCount));
        return gathered;
    }

    /// <summary>Adds the gradients of gathered vectors.</summary>
    public void AddGradients(ReadOnlySpan<long> items, Tensor gathered)
    {
        var gradients = SequenceNetwork.Floats(gathered.grad!);
        var width = Rows.ColumnCount;
        for (var place = 0; place < items.Length; place++)
        {
            var sum = _gradient.AsSpan((int)items[place] * width, width);
            TensorPrimitives.Add(sum, gradients.Slice(place * width, width), sum);
        }
    }

    /// <summary>Moves what was touched.</summary>
    public void End(Adam adam)
    {
        var width = Rows.ColumnCount;
        foreach (var item in _touched)
        {
            adam.Move(Rows.Values.AsSpan(item * width, width), _gradient.AsSpan(item * width, width), _mean.AsSpan(item * width, width), _square.AsSpan(item * width, width));
            _step[item] = _now;
        }
    }

    /// <summary>Brings all vectors up to now.</summary>
    public void CatchUpAll(Adam adam)
    {
        _now++;
        for (var item = 0; item < Rows.RowCount; item++)
            CatchUp(item, adam);
        _now--;
    }

    private void CatchUp(int item, Adam adam)
    {
        if (_step[item] == 0 || _step[item] >= _now - 1)
            return;
        var width = Rows.ColumnCount;
        adam.CatchUp((_step[item] + 1, _now - 1), Rows.Values.AsSpan(item * width, width), _mean.AsSpan(item * width, width), _square.AsSpan(item * width, width));
        _step[item] = _now - 1;
    }
}
