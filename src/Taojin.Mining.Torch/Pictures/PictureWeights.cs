using Taojin.Mining.Classification;
using Taojin.Numerics;

namespace Taojin.Mining.Torch.Pictures;

/// <summary>A convolution of a picture network with its normalisation after it.</summary>
/// <param name="Name">Such as <c>2.0.a</c>.</param>
/// <param name="Inputs">Channels that go in.</param>
/// <param name="Outputs">Channels that come out.</param>
/// <param name="Kernel">Points of a side: 3 or 1.</param>
/// <param name="Stride">Step in points.</param>
internal sealed record PictureLayer(string Name, int Inputs, int Outputs, int Kernel, int Stride)
{
    /// <summary>Whether it ends a block, which then starts as nothing.</summary>
    public bool EndsBlock { get; init; }
}

/// <summary>Where the numbers of a layer lie.</summary>
internal sealed record PicturePart(string Name, int Start, long[] Shape)
{
    public int Length => (int)Shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>Whether it is drawn towards zero: weights are, scales and shifts are not.</summary>
    public bool Decays => Shape.Length > 1;
}

/// <summary>The layers of a picture network, and their numbers one after another.</summary>
internal sealed class PictureWeights
{
    private const int SmallestOfFourStages = 65;
    private readonly List<PictureLayer> _layers = [];
    private readonly List<PicturePart> _parts = [];

    public PictureWeights(ImageCnnOptions options, int channels, int classes, SplitMix64 chance)
    {
        Stages = options.Size >= SmallestOfFourStages ? 4 : 3;
        _layers.Add(new("stem", channels, options.Width, 3, options.Size >= SmallestOfFourStages ? 2 : 1));
        for (var stage = 0; stage < Stages; stage++)
            for (var block = 0; block < options.Blocks; block++)
                AddBlock(stage, block, options.Width);
        foreach (var layer in _layers)
        {
            Add($"{layer.Name}.weight", layer.Outputs, layer.Inputs, layer.Kernel, layer.Kernel);
            Add($"{layer.Name}.scale", layer.Outputs);
            Add($"{layer.Name}.shift", layer.Outputs);
        }
        Width = options.Width << (Stages - 1);
        Add("head.weight", classes, Width);
        Add("head.bias", classes);
        Values = new float[_parts[^1].Start + _parts[^1].Length];
        Fill(chance);
    }

    public int Stages { get; }

    /// <summary>Channels of the last stage: the length of a picture's vector.</summary>
    public int Width { get; }

    public IReadOnlyList<PictureLayer> Layers => _layers;

    public IReadOnlyList<PicturePart> Parts => _parts;

    public float[] Values { get; }

    public Span<float> Of(PicturePart part) => Values.AsSpan(part.Start, part.Length);

    public PictureLayer? Layer(string name) => _layers.Find(layer => layer.Name == name);

    private void AddBlock(int stage, int block, int width)
    {
        var (outputs, isFirst) = (width << stage, block == 0);
        var inputs = isFirst && stage > 0 ? outputs / 2 : outputs;
        var stride = isFirst && stage > 0 ? 2 : 1;
        _layers.Add(new($"{stage}.{block}.a", inputs, outputs, 3, stride));
        _layers.Add(new($"{stage}.{block}.b", outputs, outputs, 3, 1) { EndsBlock = true });
        if (inputs != outputs)
            _layers.Add(new($"{stage}.{block}.short", inputs, outputs, 1, stride));
    }

    private void Add(string name, params long[] shape) => _parts.Add(new(name, _parts.Count == 0 ? 0 : _parts[^1].Start + _parts[^1].Length, shape));

    /// <summary>Weights of He et al. 2015 (doi:10.1109/ICCV.2015.123); a block starts as the way around it.</summary>
    private void Fill(SplitMix64 chance)
    {
        foreach (var part in _parts.Where(part => part.Decays))
        {
            var spread = part.Name == "head.weight" ? 0.01 : Math.Sqrt(2.0 / (part.Shape[0] * part.Shape[2] * part.Shape[3]));
            foreach (ref var value in Of(part))
                value = (float)(spread * chance.NextNormal());
        }
        foreach (var layer in _layers)
            Of(_parts.Find(part => part.Name == $"{layer.Name}.scale")!).Fill(layer.EndsBlock ? 0 : 1);
    }
}
