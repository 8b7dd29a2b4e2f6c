using SkiaSharp;
using Taojin.Mining.Learning.Pictures;

namespace Taojin.Storage.Pictures;

/// <summary>A picture, or why there is none.</summary>
/// <param name="Picture">Its points; null with a fault.</param>
/// <param name="Fault">What is wrong; null without.</param>
public readonly record struct PictureReading(Picture? Picture, PictureFault? Fault);

/// <summary>Reads JPEG, PNG and WebP into small pictures: turned upright, on white where they are transparent, colours in sRGB.</summary>
/// <remarks>
/// A header decides before anything is unpacked, so that a small file cannot ask for much memory: at most 4 bytes a point of <see cref="MostPoints"/>.
/// A JPEG is unpacked at an eighth, a quarter or half of its size where that is enough. Of a moving picture the first frame is taken. The same file gives the same points.
/// </remarks>
public static class PictureReader
{
    /// <summary>Longest side of a picture that is read, in points; larger ones are made smaller, smaller ones stay.</summary>
    public const int LongestSide = 96;

    /// <summary>Most bytes of a file.</summary>
    public const long MostBytes = 32 << 20;

    /// <summary>Most points of a picture.</summary>
    public const long MostPoints = 50_000_000;

    private const int Channels = 4, Colours = 3, Oversampled = 2;

    /// <summary>Reads a file.</summary>
    public static PictureReading File(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return new(null, PictureFault.Missing);
        return file.Length > MostBytes ? new(null, PictureFault.TooLarge(file.Length)) : Bytes(System.IO.File.ReadAllBytes(path));
    }

    /// <summary>Reads the bytes of a file.</summary>
    public static PictureReading Bytes(byte[] bytes)
    {
        if (bytes.LongLength > MostBytes)
            return new(null, PictureFault.TooLarge(bytes.LongLength));
        using var codec = SKCodec.Create(new MemoryStream(bytes), out var opened);
        if (codec is null)
            return new(null, opened == SKCodecResult.IncompleteInput && IsKnown(bytes) ? PictureFault.Truncated : IsKnown(bytes) ? PictureFault.Damaged : PictureFault.Unknown);
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp))
            return new(null, PictureFault.Unknown);
        var (width, height) = ((long)codec.Info.Width, (long)codec.Info.Height);
        return width * height > MostPoints ? new(null, PictureFault.TooManyPoints(width, height)) : Unpacked(codec);
    }

    private static PictureReading Unpacked(SKCodec codec)
    {
        var size = codec.GetScaledDimensions(Math.Min(1, Oversampled * LongestSide / (float)Math.Max(codec.Info.Width, codec.Info.Height)));
        using var colours = SKColorSpace.CreateSrgb();
        using var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, colours));
        var fault = codec.GetPixels(bitmap.Info, bitmap.GetPixels()) switch
        {
            SKCodecResult.Success => null,
            SKCodecResult.IncompleteInput => PictureFault.Truncated,
            _ => PictureFault.Damaged,
        };
        if (fault is not null)
            return new(null, fault);
        var upright = Upright(bitmap, codec.EncodedOrigin);
        var most = Math.Max(upright.Width, upright.Height);
        return new(most <= LongestSide ? upright : upright.Resized(Scaled(upright.Width, most), Scaled(upright.Height, most)), null);
    }

    private static int Scaled(int side, int most) => Math.Max(1, ((side * LongestSide) + (most / 2)) / most);

    /// <summary>Cameras write down how they were held.</summary>
    private static Picture Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var pixels = bitmap.GetPixelSpan();
        var isTurned = origin >= SKEncodedOrigin.LeftTop;
        var (width, height) = isTurned ? (bitmap.Height, bitmap.Width) : (bitmap.Width, bitmap.Height);
        var points = new byte[width * height * Colours];
        for (var row = 0; row < height; row++)
            for (var column = 0; column < width; column++)
            {
                var (x, y) = origin switch
                {
                    SKEncodedOrigin.TopRight => (width - 1 - column, row),
                    SKEncodedOrigin.BottomRight => (width - 1 - column, height - 1 - row),
                    SKEncodedOrigin.BottomLeft => (column, height - 1 - row),
                    SKEncodedOrigin.LeftTop => (row, column),
                    SKEncodedOrigin.RightTop => (row, width - 1 - column),
                    SKEncodedOrigin.RightBottom => (height - 1 - row, width - 1 - column),
                    SKEncodedOrigin.LeftBottom => (height - 1 - row, column),
                    _ => (column, row),
                };
                var (from, to) = ((y * bitmap.RowBytes) + (x * Channels), ((row * width) + column) * Colours);
                var alpha = pixels[from + Colours];
                for (var colour = 0; colour < Colours; colour++)
                    points[to + colour] = (byte)(((pixels[from + colour] * alpha) + (byte.MaxValue * (byte.MaxValue - alpha)) + (byte.MaxValue / 2)) / byte.MaxValue);
            }
        return new(width, height, points);
    }

    private static bool IsKnown(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8));
}
