namespace Taojin.Mining.Learning.Pictures;

/// <summary>Says which regions of a picture spoke for or against a class.</summary>
public interface IExplainsRegions<in TInput> : IClassModel<TInput>
{
    /// <summary>What each region added to the class's log-odds; null when there is no picture.</summary>
    /// <param name="input">What was classified.</param>
    /// <param name="class">Index of the class asked about.</param>
    RegionMap? Explain(TInput input, int @class);
}

/// <summary>What each point of a picture added to the log-odds of a class: how far they fall when it is hidden.</summary>
/// <remarks>Occlusion (Zeiler &amp; Fergus 2014, doi:10.1007/978-3-319-10590-1_53): a patch of a quarter of the side takes the mean colour of the picture, moved by half its side; a point has the mean of the patches that hid it. Costs about 50 answers.</remarks>
public sealed class RegionMap
{
    private const int PatchesOfSide = 4, Colours = 3;
    private const float Strongest = 0.6f, Tiny = 1e-6f;

    private RegionMap(Picture picture, float[] weights) => (Picture, Weights) = (picture, weights);

    /// <summary>The square that the model saw.</summary>
    public Picture Picture { get; }

    /// <summary>Shape [side × side], in log-odds; below 0 the point spoke against.</summary>
    public IReadOnlyList<float> Weights { get; }

    /// <summary>Hides one patch after another.</summary>
    /// <param name="square">The picture as the model sees it.</param>
    /// <param name="logits">Writes the log-odds of the class for some squares.</param>
    internal static RegionMap Of(Picture square, Action<IReadOnlyList<Picture>, double[]> logits)
    {
        var (side, patch) = (square.Width, Math.Max(2, square.Width / PatchesOfSide));
        var starts = Enumerable.Range(0, (int)Math.Ceiling((side - patch) / (patch / 2.0)) + 1).Select(place => Math.Min(place * patch / 2, side - patch)).Distinct().ToArray();
        var places = (from top in starts from left in starts select (Top: top, Left: left)).ToArray();
        var said = new double[places.Length + 1];
        logits([square, .. places.Select(place => Hidden(square, place, patch))], said);
        var (sums, counts) = (new double[side * side], new int[side * side]);
        for (var at = 0; at < places.Length; at++)
            for (var row = places[at].Top; row < places[at].Top + patch; row++)
                for (var column = places[at].Left; column < places[at].Left + patch; column++)
                {
                    sums[(row * side) + column] += said[0] - said[at + 1];
                    counts[(row * side) + column]++;
                }
        return new(square, [.. sums.Zip(counts, (sum, count) => (float)(sum / count))]);
    }

    /// <summary>The picture without its colours, red where it spoke for the class and blue where it spoke against.</summary>
    public Picture Overlay()
    {
        var (points, most) = (new byte[Picture.Points.Length], Math.Max(Tiny, Weights.Max(Math.Abs)));
        for (var at = 0; at < points.Length; at += Colours)
        {
            var (red, green, blue) = (Picture.Points[at], Picture.Points[at + 1], Picture.Points[at + 2]);
            var (grey, share) = ((red + green + blue) / 3f, Weights[at / Colours] / most * Strongest);
            points[at] = Mixed(grey, share > 0 ? 255 : 0, Math.Abs(share));
            points[at + 1] = Mixed(grey, 0, Math.Abs(share));
            points[at + 2] = Mixed(grey, share < 0 ? 255 : 0, Math.Abs(share));
        }
        return new(Picture.Width, Picture.Height, points);
    }

    private static byte Mixed(float grey, float colour, float share) => (byte)MathF.Round((grey * (1 - share)) + (colour * share));

    private static Picture Hidden(Picture square, (int Top, int Left) place, int patch)
    {
        var (points, side, means) = (square.Points.ToArray(), square.Width, new long[Colours]);
        for (var at = 0; at < points.Length; at++)
            means[at % Colours] += points[at];
        for (var row = place.Top; row < place.Top + patch; row++)
            for (var at = ((row * side) + place.Left) * Colours; at < ((row * side) + place.Left + patch) * Colours; at++)
                points[at] = (byte)(means[at % Colours] / (side * side));
        return new(side, side, points);
    }
}
