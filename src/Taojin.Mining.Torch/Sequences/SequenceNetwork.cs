using System.Runtime.InteropServices;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>The layers of a sequence network as torch sees them: item vectors in, states out. Each thread has its own.</summary>
/// <remarks>Blocks normalise first: x + attention(norm x), then x + feed-forward(norm x), GELU between; the state is normalised last.</remarks>
internal sealed class SequenceNetwork(SequenceTransformerOptions options, SequenceWeights weights) : IDisposable
{
    private readonly Dictionary<string, Tensor> _parts = weights.Parts.ToDictionary(
        part => part.Name, part => empty([.. part.Shape.Select(size => (long)size)], requires_grad: true).DetachFromDisposeScope());
    private readonly Tensor _future = ones(options.Length, options.Length).triu(1).Times(-1e9).DetachFromDisposeScope();

    /// <summary>Takes over the weights as they are now.</summary>
    public void Copy()
    {
        foreach (var part in weights.Parts)
        {
            weights.Of(part).CopyTo(Floats(_parts[part.Name]));
            _parts[part.Name].grad?.zero_();
        }
    }

    /// <summary>Adds the gradients of the last backward pass.</summary>
    public void AddGradients(Span<float> gradients)
    {
        foreach (var part in weights.Parts)
            if (_parts[part.Name].grad is { } gradient)
            {
                var sum = gradients.Slice(part.Start, part.Length);
                System.Numerics.Tensors.TensorPrimitives.Add(sum, Floats(gradient), sum);
            }
    }

    /// <summary>The states after each event.</summary>
    /// <param name="items">Vectors of the items that are read, shape [rows·length × width].</param>
    /// <param name="input">The sequences.</param>
    /// <param name="chance">Draws what is left out; null when nothing is.</param>
    /// <returns>Shape [rows·length × width].</returns>
    public Tensor States(Tensor items, SequenceInput input, LeaveOut? chance)
    {
        var x = Vectors(items).Times(Math.Sqrt(options.Width));
        if (_parts.TryGetValue("age", out var ages))
            x += ages.index_select(0, tensor(input.Ages));
        if (_parts.TryGetValue("kind", out var kinds))
            x += kinds.index_select(0, tensor(input.Kinds));
        if (_parts.TryGetValue("gap", out var gaps))
            x += gaps.index_select(0, tensor(input.Gaps));
        x = LeaveOut.From(chance, x);
        var future = _future.narrow(0, 0, input.Length).narrow(1, 0, input.Length);
        for (var block = 0; block < options.Blocks; block++)
        {
            x += LeaveOut.From(chance, Attend(block, Normalised(x, $"{block}.norm1"), future, (input, chance)));
            var inner = LeaveOut.From(chance, nn.functional.gelu(Layer(Normalised(x, $"{block}.norm2"), $"{block}.up")));
            x += LeaveOut.From(chance, Layer(inner, $"{block}.down"));
        }
        return Vectors(Normalised(x, "norm")).Times(options.CosineScale > 0 ? options.CosineScale : 1);
    }

    /// <summary>Vectors as scores take them: of length one where scores are cosines.</summary>
    public Tensor Vectors(Tensor vectors) => options.CosineScale > 0 ? nn.functional.normalize(vectors, 2, 1) : vectors;

    public void Dispose()
    {
        foreach (var part in _parts.Values)
            part.Dispose();
        _future.Dispose();
    }

    /// <summary>The numbers of a tensor where they lie.</summary>
    public static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private Tensor Attend(int block, Tensor x, Tensor future, (SequenceInput Input, LeaveOut? Chance) batch)
    {
        var (rows, length, depth) = (batch.Input.Rows, batch.Input.Length, options.Width / options.Heads);
        var qkv = Layer(x, $"{block}.qkv").view(rows, length, 3, options.Heads, depth).permute(2, 0, 3, 1, 4).unbind(0); // each (B, H, L, D)
        var seen = (qkv[0].Times(1 / Math.Sqrt(depth)).matmul(qkv[1].transpose(2, 3)) + Distances(block, future)).softmax(-1); // (B, H, L, L)
        var mixed = LeaveOut.From(batch.Chance, seen).matmul(qkv[2]); // (B, H, L, D)
        return Layer(mixed.transpose(1, 2).reshape(rows * length, options.Width), $"{block}.out");
    }

    /// <summary>What each place gains at each other, shape [heads × length × length].</summary>
    private Tensor Distances(int block, Tensor future)
    {
        if (!_parts.TryGetValue($"{block}.distance", out var gains))
            return future;
        var length = future.shape[0];
        var cells = new long[options.Heads * length * length];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var (head, row, column) = (cell / (length * length), cell / length % length, cell % length);
            cells[cell] = (head * options.Length) + Math.Max(0, row - column);
        }
        return gains.index_select(0, tensor(cells)).view(options.Heads, length, length) + future;
    }

    private Tensor Layer(Tensor x, string name) => addmm(_parts[$"{name}.bias"], x, _parts[$"{name}.weight"], 1, 1);

    private Tensor Normalised(Tensor x, string name) => nn.functional.layer_norm(x, [options.Width], _parts[$"{name}.scale"], _parts[$"{name}.shift"]);
}

/// <summary>Leaves out a share of units, the rest raised to make up for it.</summary>
/// <remarks>Drawn here and not by torch: its one generator would make threads wait for each other and the outcome depend on who comes first.</remarks>
internal sealed class LeaveOut(double share, SplitMix64 chance)
{
    private SplitMix64 _chance = chance;

    public static Tensor From(LeaveOut? leaveOut, Tensor x) => leaveOut is null ? x : leaveOut.From(x);

    private Tensor From(Tensor x)
    {
        var mask = empty(x.shape);
        var (bar, kept) = ((uint)(share * 65536), (float)(1 / (1 - share)));
        var values = SequenceNetwork.Floats(mask);
        for (var place = 0; place < values.Length; place += 4)
        {
            var bits = _chance.NextUInt64();
            for (var next = place; next < Math.Min(place + 4, values.Length); next++, bits >>= 16)
                values[next] = (bits & 0xFFFF) < bar ? 0 : kept;
        }
        return x * mask;
    }
}
