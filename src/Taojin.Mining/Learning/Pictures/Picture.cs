namespace Taojin.Mining.Learning.Pictures;

/// <summary>The points of a picture: red, green and blue, a byte each, row by row.</summary>
public sealed class Picture
{
    private const int Channels = 3;
    private readonly byte[] _points;

    /// <summary>A picture of given points.</summary>
    /// <param name="width">Points of a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="points">Shape [height × width × 3]; taken over, not copied.</param>
    /// <exception cref="ArgumentException">The number of points does not fit.</exception>
    public Picture(int width, int height, byte[] points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (points.Length != width * height * Channels)
            throw new ArgumentException($"{width} × {height} points are {width * height * Channels} bytes, not {points.Length}.", nameof(points));
        (Width, Height, _points) = (width, height, points);
    }

    /// <summary>Points of a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Shape [height × width × 3].</summary>
    public ReadOnlySpan<byte> Points => _points;

    /// <summary>Whether red, green and blue are equal everywhere.</summary>
    public bool IsGrey
    {
        get
        {
            for (var at = 0; at < _points.Length; at += Channels)
                if (_points[at] != _points[at + 1] || _points[at] != _points[at + 2])
                    return false;
            return true;
        }
    }

    /// <summary>A picture without colour.</summary>
    /// <param name="width">Points of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="greys">Shape [height × width].</param>
    public static Picture Grey(int width, int height, ReadOnlySpan<byte> greys)
    {
        var points = new byte[greys.Length * Channels];
        for (var at = 0; at < points.Length; at++)
            points[at] = greys[at / Channels];
        return new(width, height, points);
    }

    /// <summary>The whole picture in a square, its ratio kept; what is left over takes the mean colour of its edge. The same bits on every machine.</summary>
    /// <param name="size">Points of a side.</param>
    public Picture Square(int size)
    {
        if (Width == size && Height == size)
            return this;
        var most = Math.Max(Width, Height);
        var (width, height) = (Math.Max(1, ((Width * size) + (most / 2)) / most), Math.Max(1, ((Height * size) + (most / 2)) / most));
        var inner = Resized(width, height);
        var (square, edge) = (new byte[size * size * Channels], EdgeColour());
        for (var at = 0; at < square.Length; at++)
            square[at] = edge[at % Channels];
        var (left, top) = ((size - width) / 2, (size - height) / 2);
        for (var row = 0; row < height; row++)
            inner.Points.Slice(row * width * Channels, width * Channels).CopyTo(square.AsSpan((((top + row) * size) + left) * Channels));
        return new(size, size, square);
    }

    /// <summary>The picture as a mirror shows it, left and right changed.</summary>
    public Picture Mirrored()
    {
        var points = new byte[_points.Length];
        for (var row = 0; row < Height; row++)
            for (var column = 0; column < Width; column++)
                _points.AsSpan(((row * Width) + column) * Channels, Channels).CopyTo(points.AsSpan(((row * Width) + Width - 1 - column) * Channels));
        return new(Width, Height, points);
    }

    /// <summary>The picture in no more points than a network of this size sees: its <see cref="Square"/> where it is larger, itself where it is not. Its square of this size stays the same, bit for bit.</summary>
    /// <param name="size">Points of a side.</param>
    public Picture Within(int size) => Math.Max(Width, Height) <= size ? this : Square(size);

    /// <summary>The picture at another size: each point is a mean of those under it, by a triangle as wide as the step (at least two points).</summary>
    /// <param name="width">Points of a row.</param>
    /// <param name="height">Rows.</param>
    public Picture Resized(int width, int height)
    {
        var (columns, rows) = (Filter.Of(Width, width), Filter.Of(Height, height));
        var (wide, points) = (new float[Height * width * Channels], new byte[height * width * Channels]);
        for (var row = 0; row < Height; row++)
            for (var column = 0; column < width; column++)
                for (var channel = 0; channel < Channels; channel++)
                    wide[(((row * width) + column) * Channels) + channel] = columns[column].Sum(_points, (row * Width * Channels) + channel, Channels);
        for (var row = 0; row < height; row++)
            for (var at = 0; at < width * Channels; at++)
                points[(row * width * Channels) + at] = (byte)Math.Clamp((int)MathF.Round(rows[row].Sum(wide, at, width * Channels)), 0, byte.MaxValue);
        return new(width, height, points);
    }

    private byte[] EdgeColour()
    {
        var (sums, count) = (new long[Channels], 0L);
        for (var row = 0; row < Height; row++)
            for (var column = 0; column < Width; column += row == 0 || row == Height - 1 || Width == 1 ? 1 : Width - 1)
            {
                count++;
                for (var channel = 0; channel < Channels; channel++)
                    sums[channel] += _points[(((row * Width) + column) * Channels) + channel];
            }
        return Array.ConvertAll(sums, sum => (byte)((sum + (count / 2)) / count));
    }

    /// <summary>Which points make up one new point along an axis, and how much of each.</summary>
    private sealed record Filter(int First, float[] Shares)
    {
        public static Filter[] Of(int from, int to)
        {
            var step = from / (double)to;
            var reach = Math.Max(1, step);
            return [.. Enumerable.Range(0, to).Select(place =>
            {
                var centre = ((place + 0.5) * step) - 0.5;
                var (first, last) = (Math.Max(0, (int)Math.Ceiling(centre - reach)), Math.Min(from - 1, (int)Math.Floor(centre + reach)));
                var shares = Enumerable.Range(first, last - first + 1).Select(point => Math.Max(0, 1 - (Math.Abs(point - centre) / reach))).ToArray();
                var sum = shares.Sum();
                return new Filter(first, Array.ConvertAll(shares, share => (float)(share / sum)));
            })];
        }

        public float Sum(ReadOnlySpan<byte> values, int start, int stride)
        {
            var sum = 0f;
            for (var place = 0; place < Shares.Length; place++)
                sum += Shares[place] * values[start + ((First + place) * stride)];
            return sum;
        }

        public float Sum(ReadOnlySpan<float> values, int start, int stride)
        {
            var sum = 0f;
            for (var place = 0; place < Shares.Length; place++)
                sum += Shares[place] * values[start + ((First + place) * stride)];
            return sum;
        }
    }
}
