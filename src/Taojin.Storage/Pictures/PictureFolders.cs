namespace Taojin.Storage.Pictures;

/// <summary>Finds the picture of an item: in <c>images/</c> of the workspace, or beside a file that was imported. Nothing is fetched from the network.</summary>
/// <param name="folders">Where to look, in this order.</param>
public sealed class PictureFolders(IReadOnlyList<string> folders)
{
    /// <summary>Name of the workspace's own folder of pictures.</summary>
    public const string Name = "images";

    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp"];
    private readonly string[] _folders = [.. folders.Select(Path.GetFullPath)];

    /// <summary>Reads the picture of an item.</summary>
    /// <param name="itemId">Where no image is given, a file of this name is looked for.</param>
    /// <param name="image">What the catalogue says: a path, or a URL whose path or last part names the file.</param>
    /// <returns>Neither picture nor fault when none is given and none is there.</returns>
    public PictureReading Read(string itemId, string? image)
    {
        if (string.IsNullOrWhiteSpace(image))
            return Endings.Select(ending => Inside(itemId + ending)).FirstOrDefault(File.Exists) is { } own ? PictureReader.File(own) : default;
        var names = Names(image.Trim()).ToArray();
        var places = names.Select(Inside).OfType<string>().ToArray();
        if (places.Length == 0)
            return new(null, PictureFault.Outside);
        return places.FirstOrDefault(File.Exists) is { } found ? PictureReader.File(found) : new(null, PictureFault.Missing);
    }

    /// <summary>Whether a file of an item's picture is there; it is not read, and may turn out to be damaged.</summary>
    /// <param name="itemId">Where no image is given, a file of this name is looked for.</param>
    /// <param name="image">What the catalogue says.</param>
    public bool Has(string itemId, string? image) => string.IsNullOrWhiteSpace(image)
        ? Endings.Any(ending => Inside(itemId + ending) is { } own && File.Exists(own))
        : Names(image.Trim()).Select(Inside).OfType<string>().Any(File.Exists);

    /// <summary>Names of the picture files right in the folders, without their endings: whose id is not among them has no picture of its own name.</summary>
    public IReadOnlySet<string> OwnNames() => _folders.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Where(path => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        .Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first file of a name in the folders, or the first place where it could stand; null when the name leads out of them all.</summary>
    private string? Inside(string name)
    {
        var places = _folders.Select(folder => (Folder: folder, Path: Full(folder, name))).Where(each => each.Path?.StartsWith(each.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) == true).Select(each => each.Path!).ToArray();
        return places.FirstOrDefault(File.Exists) ?? places.FirstOrDefault();
    }

    private static IEnumerable<string> Names(string image)
    {
        if (!Uri.TryCreate(image, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return [image];
        var path = Uri.UnescapeDataString(url.AbsolutePath).TrimStart('/');
        return [path, path[(path.LastIndexOf('/') + 1)..]];
    }

    private static string? Full(string folder, string name)
    {
        try
        {
            return Path.GetFullPath(name, folder);
        }
        catch (ArgumentException)
        {
            return null; // a name that no file can have, such as one with a zero byte
        }
    }
}
