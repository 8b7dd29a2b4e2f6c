using System.Buffers.Binary;
using System.IO.Hashing;
using SkiaSharp;
using Taojin.Storage.Pictures;

namespace Taojin.Storage.Tests.Pictures;

public sealed class PictureReaderTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Each_format_is_read_and_made_small_with_its_ratio_kept(SKEncodedImageFormat format)
    {
        var (picture, fault) = PictureReader.Bytes(Encoded(400, 200, format));

        fault.ShouldBeNull();
        (picture!.Width, picture.Height).ShouldBe((96, 48));
        ((int)picture.Points[0]).ShouldBeInRange(195, 255); // red on the left
        ((int)picture.Points[^1]).ShouldBeInRange(195, 255); // blue on the right
        ((int)picture.Points[2]).ShouldBeInRange(0, 60);
    }

    [Fact]
    public void The_same_file_gives_the_same_points()
    {
        var bytes = Encoded(333, 517, SKEncodedImageFormat.Jpeg);

        PictureReader.Bytes(bytes).Picture!.Points.SequenceEqual(PictureReader.Bytes(bytes).Picture!.Points).ShouldBeTrue();
    }

    [Fact]
    public void What_is_transparent_is_white()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(40, 40, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(SKColors.Transparent);

        PictureReader.Bytes(bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray()).Picture!.Points.ToArray().ShouldAllBe(point => point == 255);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_file_that_breaks_off_is_told_from_a_damaged_one(SKEncodedImageFormat format)
    {
        var bytes = Encoded(400, 300, format);

        PictureReader.Bytes(bytes[..(bytes.Length / 2)]).Fault!.Code.ShouldBeOneOf("picture.truncated", format == SKEncodedImageFormat.Jpeg ? "picture.truncated" : "picture.damaged");
        PictureReader.Bytes(bytes[..20]).Picture.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("GIF89a and so on")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("这不是图片")]
    public void What_is_no_picture_is_said_so_in_both_languages(string text)
    {
        var fault = PictureReader.Bytes(System.Text.Encoding.UTF8.GetBytes(text)).Fault!;

        fault.Code.ShouldBe("picture.unknown-format");
        fault.HintZh.ShouldContain(letter => letter > 0x2E80);
    }

    [Fact]
    public void A_small_file_that_asks_for_much_memory_is_refused_by_its_header()
    {
        var before = GC.GetTotalAllocatedBytes();

        var fault = PictureReader.Bytes(PngHeader(50_000, 40_000)).Fault!;

        fault.Code.ShouldBe("picture.too-many-points");
        fault.Hint.ShouldContain("50000 × 40000");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(10_000_000);
    }

    [Fact]
    public void Damaged_points_are_no_picture()
    {
        var chance = Numerics.SplitMix64.Stream(1, "damage");
        foreach (var format in new[] { SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp })
            for (var trial = 0; trial < 40; trial++)
            {
                var bytes = Encoded(120, 90, format);
                for (var hit = 0; hit < 20; hit++)
                    bytes[chance.NextInt32(bytes.Length)] = (byte)chance.NextInt32(256);
                var (picture, fault) = PictureReader.Bytes(bytes);
                (picture is null).ShouldBe(fault is not null, "a picture or a fault, and never an exception");
            }
    }

    [Fact]
    public void A_picture_that_is_written_is_read_back_point_by_point()
    {
        var picture = PictureReader.Bytes(Encoded(50, 40, SKEncodedImageFormat.Png)).Picture!;

        PictureReader.Bytes(PictureWriter.Png(picture)).Picture!.Points.SequenceEqual(picture.Points).ShouldBeTrue();
    }

    [Theory]
    [InlineData(6, 48, 96)] // held upright, as phones write it: 0,0 is right top
    [InlineData(1, 96, 48)]
    public void Cameras_that_were_turned_are_turned_back(int orientation, int width, int height)
    {
        var (picture, _) = PictureReader.Bytes(WithOrientation(Encoded(400, 200, SKEncodedImageFormat.Jpeg), orientation));

        (picture!.Width, picture.Height).ShouldBe((width, height));
        picture.Points[orientation == 6 ? (width - 1) * 3 : 0].ShouldBeGreaterThan((byte)195); // red was on the left, and is above
        picture.Points[^1].ShouldBeGreaterThan((byte)195);
    }

    /// <summary>Red on the left, blue on the right.</summary>
    internal static byte[] Encoded(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(new(220, 20, 20));
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = new(20, 20, 220) };
        canvas.DrawRect(width / 2f, 0, width / 2f, height, paint);
        for (var line = 0; line < 20; line++)
            canvas.DrawLine(width / 3f, line * 7, width / 2f, line * 11, paint);
        return bitmap.Encode(format, 90).ToArray();
    }

    private static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, new byte[64]), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.HashToUInt32([.. name, .. data]));
        return [.. length, .. name, .. data, .. sum];
    }

    /// <summary>An APP1 segment with the one EXIF entry 0x0112.</summary>
    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] exif = [.. "Exif\0\0"u8, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }
}
