using Taojin.Mining.Torch.Sequences;
using TorchSharp;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Pictures;

/// <summary>A picture network as torch sees it. Each thread has its own.</summary>
/// <remarks>Stem, stages of residual blocks (convolution, normalisation, ReLU, convolution, normalisation, plus what came in, ReLU), mean over the points, linear head.</remarks>
internal sealed class PictureNetwork : IDisposable
{
    private static readonly Scalar One = 1; // kept: a scalar made for one call may be freed by the collector while the call reads it
    private readonly PictureWeights _weights;
    private readonly bool _isHalf;
    private readonly Dictionary<string, Tensor> _parts;
    private readonly Dictionary<string, (Tensor Mean, Tensor Variance)> _seen;

    /// <param name="weights">Whose weights it copies.</param>
    /// <param name="isHalf">Whether convolutions multiply numbers of 16 bits.</param>
    public PictureNetwork(PictureWeights weights, bool isHalf)
    {
        (_weights, _isHalf) = (weights, isHalf);
        _parts = weights.Parts.ToDictionary(part => part.Name, part => empty(part.Shape, requires_grad: true).DetachFromDisposeScope());
        _seen = weights.Layers.ToDictionary(layer => layer.Name, layer => (zeros(layer.Outputs).DetachFromDisposeScope(), ones(layer.Outputs).DetachFromDisposeScope()));
    }

    /// <summary>How far means and variances of this batch replace those seen before: 0 not at all, 1 wholly; null to use what was seen in place of the batch's own.</summary>
    public double? Momentum { get; set; } = 0;

    /// <summary>Takes over weights.</summary>
    public void Copy(ReadOnlySpan<float> values)
    {
        foreach (var part in _weights.Parts)
        {
            values.Slice(part.Start, part.Length).CopyTo(SequenceNetwork.Floats(_parts[part.Name]));
            _parts[part.Name].grad?.zero_();
        }
    }

    /// <summary>Adds the gradients of the last backward pass.</summary>
    public void AddGradients(Span<float> gradients)
    {
        foreach (var part in _weights.Parts)
            if (_parts[part.Name].grad is { } gradient)
            {
                var sum = gradients.Slice(part.Start, part.Length);
                System.Numerics.Tensors.TensorPrimitives.Add(sum, SequenceNetwork.Floats(gradient), sum);
            }
    }

    /// <summary>Vectors and scores of pictures.</summary>
    /// <param name="pictures">Shape [pictures × size × size × channels].</param>
    /// <returns>Shapes [pictures × width] and [pictures × classes].</returns>
    public (Tensor Vectors, Tensor Scores) Run(Tensor pictures)
    {
        var x = pictures.permute(0, 3, 1, 2); // channels last in memory: convolutions need no reordering
        x = Normalised(_isHalf ? x.to(ScalarType.BFloat16) : x, _weights.Layers[0]).relu();
        foreach (var first in _weights.Layers.Where(layer => layer.Name.EndsWith(".a", StringComparison.Ordinal)))
        {
            var block = first.Name[..^1];
            var y = Normalised(Normalised(x, first).relu(), _weights.Layer($"{block}b")!);
            x = y.add(_weights.Layer($"{block}short") is { } around ? Normalised(x, around) : x, One).relu();
        }
        var vectors = x.mean([2, 3]).to(ScalarType.Float32);
        return (vectors, nn.functional.linear(vectors, _parts["head.weight"], _parts["head.bias"]));
    }

    /// <summary>Numbers of a part, and of what normalisation saw.</summary>
    public float[] Numbers(string part) => OnnxLayers.Numbers(_parts[part]);

    public (float[] Means, float[] Variances) Seen(string layer) => (OnnxLayers.Numbers(_seen[layer].Mean), OnnxLayers.Numbers(_seen[layer].Variance));

    public void Dispose()
    {
        foreach (var part in _parts.Values.Concat(_seen.Values.SelectMany(each => new[] { each.Mean, each.Variance })))
            part.Dispose();
    }

    private Tensor Normalised(Tensor x, PictureLayer layer)
    {
        var weight = _parts[$"{layer.Name}.weight"].permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var padding = layer.Kernel / 2;
        x = nn.functional.conv2d(x, _isHalf ? weight.to(ScalarType.BFloat16) : weight, strides: [layer.Stride, layer.Stride], padding: [padding, padding]);
        var (mean, variance) = _seen[layer.Name];
        return nn.functional.batch_norm(x, mean, variance, _parts[$"{layer.Name}.scale"], _parts[$"{layer.Name}.shift"], Momentum is not null, Momentum ?? 0, PictureGraph.Epsilon);
    }
}
