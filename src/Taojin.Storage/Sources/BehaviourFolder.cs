using Taojin.Data;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>A folder with one file a behaviour, such as view.tsv.gz, cart.tsv.gz and buy.tsv.gz, each with the header user,item,time_s.</summary>
internal static class BehaviourFolder
{
    private static readonly DelimitedPreset File = new()
    {
        Shape = DelimitedShape.Tab,
        Header = true,
        Names = new Dictionary<string, Field>(StringComparer.Ordinal) { ["user"] = Field.UserId, ["item"] = Field.ItemId, ["time_s"] = Field.Time },
        Time = TimeFormat.UnixSeconds,
    };

    private static readonly (string Name, EventKind Kind)[] Known =
    [
        ("view", EventKind.View), ("pv", EventKind.View), ("fav", EventKind.Favorite), ("cart", EventKind.Cart), ("buy", EventKind.Purchase), ("purchase", EventKind.Purchase),
    ];

    /// <summary>Reads every file that is named for a behaviour; others, such as a test set without times, are read over with a note.</summary>
    /// <exception cref="TaojinException">import.folder-empty: no file is named for a behaviour.</exception>
    public static void Read(SourceRequest request, ImportSink sink)
    {
        var read = 0;
        foreach (var path in Directory.GetFiles(request.Path).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var behaviour = Array.Find(Known, known => name.StartsWith(known.Name + ".", StringComparison.OrdinalIgnoreCase));
            if (behaviour.Name is null)
            {
                sink.Notes.Add($"{name} was read over: its name is none of {string.Join(", ", Known.Select(known => known.Name))}.");
                continue;
            }
            DelimitedImport.Read(path, request, File with { Kind = behaviour.Kind }, sink);
            read++;
        }
        if (read == 0)
            throw new TaojinException("import.folder-empty", $"No file in '{request.Path}' is named for a behaviour.", "Name them view.tsv, cart.tsv, fav.tsv, buy.tsv.");
    }
}
