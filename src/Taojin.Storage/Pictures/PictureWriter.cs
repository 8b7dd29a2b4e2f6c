using System.Runtime.InteropServices;
using SkiaSharp;
using Taojin.Mining.Learning.Pictures;

namespace Taojin.Storage.Pictures;

/// <summary>Writes pictures as PNG.</summary>
public static class PictureWriter
{
    private const int Quality = 100, Channels = 4, Colours = 3;

    /// <summary>The picture as a PNG file, each point as a square of so many.</summary>
    public static byte[] Png(Picture picture, int zoom = 1)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(picture.Width * zoom, picture.Height * zoom, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = new byte[bitmap.Width * bitmap.Height * Channels];
        for (var row = 0; row < bitmap.Height; row++)
            for (var column = 0; column < bitmap.Width; column++)
            {
                var (from, to) = ((((row / zoom) * picture.Width) + (column / zoom)) * Colours, ((row * bitmap.Width) + column) * Channels);
                picture.Points.Slice(from, Colours).CopyTo(pixels.AsSpan(to));
                pixels[to + Colours] = byte.MaxValue;
            }
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, Quality);
        return data.ToArray();
    }
}
