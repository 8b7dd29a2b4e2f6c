namespace Taojin.Mining.Learning.Pictures;

/// <summary>What pictures are compared by: 64 bits that survive another size, another compression and small changes of light, and a small copy.</summary>
/// <param name="Bits">Each says whether a point of a 9 × 8 copy in grey is lighter than the one on its right.</param>
/// <param name="Copy">Colours of a small square, shape [<see cref="Side"/> × <see cref="Side"/> × 3].</param>
/// <remarks>Difference hash (Krawetz 2013); the copy settles what only looks alike in outline.</remarks>
public sealed record PictureSign(ulong Bits, byte[] Copy)
{
    /// <summary>Points of a side of the copy.</summary>
    public const int Side = 16;

    private const int Columns = 9, Rows = 8, Colours = 3;

    /// <summary>The sign of a picture.</summary>
    public static PictureSign Of(Picture picture)
    {
        var bits = 0UL;
        var small = picture.Resized(Columns, Rows).Points;
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column + 1 < Columns; column++)
                bits = (bits << 1) | (Light(small, (row * Columns) + column) > Light(small, (row * Columns) + column + 1) ? 1UL : 0);
        return new(bits, picture.Square(Side).Points.ToArray());
    }

    /// <summary>Root of the mean squared difference of the copies, 0 to 255.</summary>
    public double DistanceTo(PictureSign other)
    {
        var sum = 0L;
        for (var at = 0; at < Copy.Length; at++)
            sum += (Copy[at] - other.Copy[at]) * (Copy[at] - other.Copy[at]);
        return Math.Sqrt(sum / (double)Copy.Length);
    }

    private static int Light(ReadOnlySpan<byte> points, int at) => (299 * points[at * Colours]) + (587 * points[(at * Colours) + 1]) + (114 * points[(at * Colours) + 2]);
}
