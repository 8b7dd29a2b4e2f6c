using System.Numerics.Tensors;

namespace Taojin.Mining.Learning.Pictures;

/// <summary>Vectors of pictures without anything learned: which colours it has, and which way its edges run where. For shops without a network of pictures.</summary>
/// <remarks>Roots of shares of 4 × 4 × 4 colours (Swain &amp; Ballard 1991, doi:10.1007/BF00130487) beside histograms of eight directions in 4 × 4 cells (Dalal &amp; Triggs 2005, doi:10.1109/CVPR.2005.177).</remarks>
public sealed class PictureTraits : IEmbedsPictures
{
    private const int Side = 32, Colours = 3, Steps = 4, Cells = 4, Directions = 8, StepWidth = 256 / Steps, CellWidth = Side / Cells;
    private const int ColourPlaces = Steps * Steps * Steps, EdgePlaces = Cells * Cells * Directions;

    /// <inheritdoc />
    public int EmbeddingWidth => ColourPlaces + EdgePlaces;

    /// <inheritdoc />
    public void Embed(Picture picture, Span<float> vector)
    {
        vector.Clear();
        var points = picture.Square(Side).Points;
        for (var at = 0; at < points.Length; at += Colours)
            vector[(((points[at] / StepWidth * Steps) + (points[at + 1] / StepWidth)) * Steps) + (points[at + 2] / StepWidth)]++;
        for (var row = 1; row + 1 < Side; row++)
            for (var column = 1; column + 1 < Side; column++)
            {
                var (right, down) = (Light(points, row, column + 1) - Light(points, row, column - 1), Light(points, row + 1, column) - Light(points, row - 1, column));
                var direction = (int)((Math.Atan2(down, right) + Math.PI) / (2 * Math.PI) * Directions) % Directions;
                vector[ColourPlaces + ((((row / CellWidth) * Cells) + (column / CellWidth)) * Directions) + direction] += MathF.Sqrt((right * right) + (down * down));
            }
        foreach (ref var value in vector)
            value = MathF.Sqrt(value);
        Normalise(vector[..ColourPlaces]);
        Normalise(vector[ColourPlaces..]);
        Normalise(vector);
    }

    private static int Light(ReadOnlySpan<byte> points, int row, int column)
    {
        var at = ((row * Side) + column) * Colours;
        return points[at] + points[at + 1] + points[at + 2];
    }

    private static void Normalise(Span<float> values)
    {
        var length = TensorPrimitives.Norm<float>(values);
        if (length > 0)
            TensorPrimitives.Divide(values, length, values);
    }
}
