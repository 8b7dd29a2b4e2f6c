namespace Taojin.Mining.Learning.Pictures;

/// <summary>How points become inputs of a network: a square of a given size, each channel less its mean, divided by its spread.</summary>
/// <param name="Size">Points of a side.</param>
/// <param name="Means">Mean of each channel, 0 to 255; one channel where all pictures are grey, else three.</param>
/// <param name="Spreads">Standard deviation of each channel, at least 1.</param>
internal sealed record PictureScale(int Size, float[] Means, float[] Spreads)
{
    private const int Colours = 3;

    /// <summary>Inputs of a picture.</summary>
    public int Length => Means.Length * Size * Size;

    /// <summary>The scale of pictures that are learned from.</summary>
    /// <param name="squares">Squares of the size.</param>
    /// <param name="size">Points of a side.</param>
    public static PictureScale Of(IReadOnlyList<Picture> squares, int size)
    {
        var channels = squares.All(square => square.IsGrey) ? 1 : Colours;
        var (sums, squared) = (new double[channels], new double[channels]);
        foreach (var square in squares)
            for (var at = 0; at < square.Points.Length; at += Colours)
                for (var channel = 0; channel < channels; channel++)
                {
                    double value = square.Points[at + channel];
                    (sums[channel], squared[channel]) = (sums[channel] + value, squared[channel] + (value * value));
                }
        var count = (double)size * size * squares.Count;
        var means = Array.ConvertAll(sums, sum => sum / count);
        return new(size, Array.ConvertAll(means, mean => (float)mean), [.. squared.Zip(means, (sum, mean) => (float)Math.Max(1, Math.Sqrt(Math.Max(0, (sum / count) - (mean * mean)))))]);
    }

    /// <summary>Writes a square as inputs, channel by channel.</summary>
    /// <param name="square">A picture of the size.</param>
    /// <param name="inputs">Shape [channels × size × size].</param>
    public void Apply(Picture square, Span<float> inputs)
    {
        var points = square.Points;
        var area = Size * Size;
        for (var channel = 0; channel < Means.Length; channel++)
            for (var at = 0; at < area; at++)
                inputs[(channel * area) + at] = (points[(at * Colours) + channel] - Means[channel]) / Spreads[channel];
    }

    public void Save(IArtifactWriter writer)
    {
        writer.Array<float>("channel_means", Means);
        writer.Array<float>("channel_spreads", Spreads);
        writer.Settings["size"] = Size;
    }

    public static PictureScale Load(IArtifactReader reader) => new((int)reader.Settings["size"]!, reader.Array<float>("channel_means"), reader.Array<float>("channel_spreads"));
}
