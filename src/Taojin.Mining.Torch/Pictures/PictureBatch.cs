using Taojin.Mining.Classification;
using Taojin.Mining.Learning.Pictures;
using Taojin.Numerics;

namespace Taojin.Mining.Torch.Pictures;

/// <summary>Squares that are learned from, with their classes.</summary>
internal sealed record LabelledSquares(IReadOnlyList<Picture> Squares, int[] Labels, int Classes, PictureScale Scale)
{
    public int InputLength => Scale.Length;
}

/// <summary>Makes the pictures of a step: moved, zoomed, mirrored, with something erased, mixed. Without chance they stay as they are.</summary>
internal sealed class PictureBatch(ImageCnnOptions options, LabelledSquares data)
{
    private const double LeastErased = 0.02, MostErased = 0.2, LongestErased = 3;
    private const int Colours = 3;
    private readonly int _size = data.Scale.Size, _channels = data.Scale.Means.Length;

    /// <summary>Inputs as they are.</summary>
    /// <returns>Shape [places × size × size × channels].</returns>
    public float[] Plain(ReadOnlySpan<long> places)
    {
        var inputs = new float[places.Length * data.InputLength];
        for (var row = 0; row < places.Length; row++)
            Sample(data.Squares[(int)places[row]].Points, View.Straight, inputs.AsSpan(row * data.InputLength, data.InputLength));
        return inputs;
    }

    /// <summary>Inputs and classes of a step.</summary>
    /// <returns>Shapes [places × size × size × channels] and [places × classes].</returns>
    public (float[] Inputs, float[] Targets) Draw(ReadOnlySpan<long> places, SplitMix64 chance)
    {
        var (inputs, targets) = (new float[places.Length * data.InputLength], new float[places.Length * data.Classes]);
        targets.AsSpan().Fill((float)(options.LabelSmoothing / data.Classes));
        for (var row = 0; row < places.Length; row++)
        {
            var input = inputs.AsSpan(row * data.InputLength, data.InputLength);
            Sample(data.Squares[(int)places[row]].Points, Drawn(ref chance), input);
            if (chance.NextDouble() < options.Erase)
                Erase(input, ref chance);
            targets[(row * data.Classes) + data.Labels[(int)places[row]]] += (float)(1 - options.LabelSmoothing);
        }
        if (options.MixUp > 0)
            Mix((inputs, targets), places.Length, ref chance);
        return (inputs, targets);
    }

    private View Drawn(ref SplitMix64 chance)
    {
        var zoom = 1 + (options.Zoom * ((2 * chance.NextDouble()) - 1));
        var (right, down) = (((2 * chance.NextDouble()) - 1) * options.Crop * _size, ((2 * chance.NextDouble()) - 1) * options.Crop * _size);
        return new(options.Flip && chance.NextDouble() < 0.5 ? -zoom : zoom, zoom, right, down);
    }

    /// <summary>Bilinear, the edge repeated.</summary>
    private void Sample(ReadOnlySpan<byte> points, View view, Span<float> inputs)
    {
        var (centre, last) = ((_size - 1) / 2.0, _size - 1);
        for (var (row, at) = (0, 0); row < _size; row++)
        {
            var y = Math.Clamp(centre + ((row - centre) * view.Tall) + view.Down, 0, last);
            var (top, lower) = ((int)y, (float)(y - (int)y));
            var bottom = Math.Min(last, top + 1);
            for (var column = 0; column < _size; column++)
            {
                var x = Math.Clamp(centre + ((column - centre) * view.Wide) + view.Right, 0, last);
                var (left, righter) = ((int)x, (float)(x - (int)x));
                var right = Math.Min(last, left + 1);
                for (var channel = 0; channel < _channels; channel++, at++)
                {
                    var upper = points[(((top * _size) + left) * Colours) + channel] + (righter * (points[(((top * _size) + right) * Colours) + channel] - points[(((top * _size) + left) * Colours) + channel]));
                    var under = points[(((bottom * _size) + left) * Colours) + channel] + (righter * (points[(((bottom * _size) + right) * Colours) + channel] - points[(((bottom * _size) + left) * Colours) + channel]));
                    inputs[at] = (upper + (lower * (under - upper)) - data.Scale.Means[channel]) / data.Scale.Spreads[channel];
                }
            }
        }
    }

    private void Erase(Span<float> input, ref SplitMix64 chance)
    {
        var area = (LeastErased + (chance.NextDouble() * (MostErased - LeastErased))) * _size * _size;
        var ratio = Math.Exp(((2 * chance.NextDouble()) - 1) * Math.Log(LongestErased));
        var (height, width) = (Math.Clamp((int)Math.Round(Math.Sqrt(area * ratio)), 1, _size), Math.Clamp((int)Math.Round(Math.Sqrt(area / ratio)), 1, _size));
        var (top, left) = (chance.NextInt32(_size - height + 1), chance.NextInt32(_size - width + 1));
        for (var row = top; row < top + height; row++)
            input.Slice(((row * _size) + left) * _channels, width * _channels).Clear();
    }

    private void Mix((float[] Inputs, float[] Targets) rows, int count, ref SplitMix64 chance)
    {
        var share = (float)Regularization.Share(options.MixUp, ref chance);
        var partners = Enumerable.Range(0, count).ToArray();
        chance.Shuffle<int>(partners);
        foreach (var (values, width) in new[] { (rows.Inputs, data.InputLength), (rows.Targets, data.Classes) })
        {
            var before = (float[])values.Clone();
            for (var row = 0; row < count; row++)
                for (var at = 0; at < width; at++)
                    values[(row * width) + at] = (share * before[(row * width) + at]) + ((1 - share) * before[(partners[row] * width) + at]);
        }
    }

    private readonly record struct View(double Wide, double Tall, double Right, double Down)
    {
        public static View Straight { get; } = new(1, 1, 0, 0);
    }
}
