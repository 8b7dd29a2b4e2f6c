using Taojin.Storage.Database;
using Taojin.Storage.Models;
using Taojin.Storage.Settings;

namespace Taojin.Storage.Privacy;

/// <summary>Brings every file of one folder, a workspace or a backup of one whose database nobody has open, to the newest names. Done twice it does no more than once.</summary>
internal sealed class FolderRotation(string folder, TimeProvider clock)
{
    /// <summary>Goes through the folder; its mark is written last.</summary>
    /// <param name="names">The names that it is brought to.</param>
    /// <param name="progress">Is told of each step when it is done.</param>
    public FolderRotated Run(Pseudonyms names, IProgress<string>? progress = null)
    {
        var missed = new List<ErasedFile>();
        var models = ModelRotation.Run(folder, names, (clock, missed));
        progress?.Report("models");
        var files = LooseRotation.Run(folder, names);
        progress?.Report("files");
        var (file, settings) = (Path.Combine(folder, Workspace.DatabaseFile), SettingsFile.Read(File.ReadAllText(Path.Combine(folder, SettingsFile.Name))));
        IReadOnlyDictionary<string, long> rows;
        using (var database = LogDatabase.Open(file, settings))
        {
            Migrations.Apply(database, clock); // a backup may be an older program's
            rows = RotatedRows.Run(database, names);
        }
        progress?.Report("rows");
        DatabaseRewrite.Run(file, settings); // also when no row changed: a kill may have come between the two
        progress?.Report("rewritten");
        names.MarkIn(folder);
        progress?.Report("marked");
        return new(rows, models, [.. files, .. missed]);
    }
}

/// <summary>What changed in one folder.</summary>
internal sealed record FolderRotated(IReadOnlyDictionary<string, long> Rows, IReadOnlyList<ModelVersion> Models, IReadOnlyList<ErasedFile> Files);
