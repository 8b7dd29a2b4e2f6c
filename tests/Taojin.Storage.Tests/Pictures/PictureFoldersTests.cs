using SkiaSharp;
using Taojin.Storage.Pictures;

namespace Taojin.Storage.Tests.Pictures;

public sealed class PictureFoldersTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("taojin-pictures-").FullName;

    public PictureFoldersTests()
    {
        foreach (var name in new[] { "images/茶/龙井.jpg", "images/p7.png", "import/a.jpg", "secret.jpg" })
        {
            var path = Path.Combine(_root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, PictureReaderTests.Encoded(20, 10, SKEncodedImageFormat.Png));
        }
    }

    private PictureFolders Folders => new([Path.Combine(_root, "images"), Path.Combine(_root, "import")]);

    [Theory]
    [InlineData("x", "茶/龙井.jpg")]
    [InlineData("x", "a.jpg")]
    [InlineData("x", "https://cdn.example.com/%E8%8C%B6/%E9%BE%99%E4%BA%95.jpg?w=800")]
    [InlineData("x", "https://cdn.example.com/2024/11/a.jpg")]
    [InlineData("p7", null)]
    public void Pictures_stand_in_the_images_folder_or_beside_the_import(string item, string? image) => Folders.Read(item, image).Picture!.Width.ShouldBe(20);

    [Theory]
    [InlineData("../secret.jpg", "picture.outside")]
    [InlineData("茶/../../secret.jpg", "picture.outside")]
    [InlineData("/etc/passwd", "picture.outside")]
    [InlineData("a\0.jpg", "picture.outside")]
    [InlineData("没有.jpg", "picture.missing")]
    [InlineData("https://cdn.example.com/没有.jpg", "picture.missing")]
    public void Names_that_lead_out_or_nowhere_are_faults(string image, string code) => Folders.Read("x", image).Fault!.Code.ShouldBe(code);

    [Theory]
    [InlineData("x")]
    [InlineData("../secret")]
    public void An_item_without_a_picture_is_no_fault(string item) => Folders.Read(item, null).ShouldBe(default);

    [Fact]
    public void A_whole_path_inside_the_folders_is_taken() => Folders.Read("x", Path.Combine(_root, "import", "a.jpg")).Picture.ShouldNotBeNull();

    [Fact]
    public void A_huge_file_is_refused_unread()
    {
        var path = Path.Combine(_root, "images", "huge.jpg");
        using (var file = File.Create(path))
            file.SetLength(PictureReader.MostBytes + 1);

        Folders.Read("x", "huge.jpg").Fault!.Code.ShouldBe("picture.too-large");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
