using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>The MovieLens sets of every size: ratings, and films as items.</summary>
internal sealed class MovieLensSource : ISource, IDescribed<SourceCard>
{
    private static readonly Field[] RatingColumns = [Field.UserId, Field.ItemId, Field.Value, Field.Time];
    private static readonly Field[] FilmColumns = [Field.ItemId, Field.Title, Field.Category];

    private static readonly DelimitedPreset Ratings = new() { Kind = EventKind.Rate, Time = TimeFormat.UnixSeconds, Columns = RatingColumns };
    private static readonly DelimitedPreset Films = new() { Table = "items", Columns = FilmColumns };
    private static readonly DelimitedShape Colons = new("::"u8.ToArray(), Quotes: false);

    /// <summary>The files of the sets of 20 million and more, of one million, and of a hundred thousand ratings.</summary>
    private static readonly Dictionary<string, DelimitedPreset> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["movies.csv"] = Films with { Shape = DelimitedShape.Comma, Header = true },
        ["ratings.csv"] = Ratings with { Shape = DelimitedShape.Comma, Header = true },
        ["movies.dat"] = Films with { Shape = Colons, Header = false, Encoding = "latin1" },
        ["ratings.dat"] = Ratings with { Shape = Colons, Header = false },
        ["u.item"] = Films with { Shape = new("|"u8.ToArray(), Quotes: false), Header = false, Encoding = "latin1", Columns = [Field.ItemId, Field.Title, .. Enumerable.Repeat(Field.Ignored, 22)] },
        ["u.data"] = Ratings with { Shape = DelimitedShape.Tab, Header = false },
    };

    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "movielens",
        Title = "MovieLens",
        TitleZh = "MovieLens 电影评分",
        Reads = "ratings.csv, ratings.dat or u.data, and movies.csv, movies.dat or u.item; or a folder or zip of them",
        ReadsZh = "ratings.csv、ratings.dat 或 u.data，以及 movies.csv、movies.dat 或 u.item；或含有它们的文件夹、zip",
        Example = "movielens:ml-25m",
        Create = () => new MovieLensSource(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink)
    {
        if (!Directory.Exists(request.Path))
        {
            DelimitedImport.Read(request.Path, request, PresetOf, sink);
            return;
        }
        var files = Directory.GetFiles(request.Path).Where(path => PresetOf(path) is not null).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw new TaojinException("import.folder-empty", $"'{request.Path}' holds none of {string.Join(", ", Known.Keys)}.", "Name the folder that was unpacked.");
        foreach (var path in files)
            DelimitedImport.Read(path, request, PresetOf, sink);
    }

    private static DelimitedPreset? PresetOf(string path)
    {
        var name = Path.GetFileName(path);
        return Known.GetValueOrDefault(name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name);
    }
}
