namespace Taojin.Storage.Pictures;

/// <summary>Why a picture cannot be used.</summary>
/// <param name="Code">Such as <c>picture.truncated</c>.</param>
/// <param name="Hint">What to do, in English.</param>
/// <param name="HintZh">What to do, in Chinese.</param>
public sealed record PictureFault(string Code, string Hint, string HintZh)
{
    internal static PictureFault Missing { get; } = new(
        "picture.missing", "No such file stands in images/ of the workspace or beside what was imported; put it there, or give another name.", "工作区 images/ 或导入文件旁没有该图片；请放入图片或更正文件名。");

    internal static PictureFault Outside { get; } = new(
        "picture.outside", "The name leads out of the folders of pictures; give a name inside them.", "路径超出图片文件夹；请使用文件夹内的名称。");

    internal static PictureFault Unknown { get; } = new(
        "picture.unknown-format", "It is no JPEG, PNG or WebP; save it as one of them.", "不是 JPEG、PNG 或 WebP；请另存为其中一种。");

    internal static PictureFault Truncated { get; } = new(
        "picture.truncated", "The file breaks off; copy it again.", "图片文件不完整；请重新复制。");

    internal static PictureFault Damaged { get; } = new(
        "picture.damaged", "Its points cannot be read; save it again.", "图片数据已损坏；请重新保存。");

    internal static PictureFault TooLarge(long bytes) => new(
        "picture.too-large", $"The file has {bytes} bytes; give one of {PictureReader.MostBytes} or fewer.", $"文件有 {bytes} 字节；请提供不超过 {PictureReader.MostBytes} 字节的图片。");

    internal static PictureFault TooManyPoints(long width, long height) => new(
        "picture.too-many-points", $"It has {width} × {height} points; give one of {PictureReader.MostPoints} or fewer.", $"图片有 {width} × {height} 个像素；请提供不超过 {PictureReader.MostPoints} 个像素的图片。");
}
