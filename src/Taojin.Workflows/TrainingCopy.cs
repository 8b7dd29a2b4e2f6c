using Taojin.Storage.Models;

namespace Taojin.Workflows;

/// <summary>A copy of a workspace for a training beside the server, below <c>tasks/</c>: the log as it is now, and none of the models.</summary>
/// <remarks>Numbers of versions that are taken stand there as empty folders, so that what the copy makes can be moved over as it is.</remarks>
public sealed class TrainingCopy(Mine mine, string name)
{
    /// <summary>The copy.</summary>
    public string Folder { get; } = Path.Combine(mine.Workspace.Folder, "tasks", name);

    /// <summary>Makes the copy. Events wait in the journal meanwhile and are acknowledged as ever.</summary>
    public void Make()
    {
        Directory.CreateDirectory(Folder);
        File.Copy(Path.Combine(mine.Workspace.Folder, "taojin.toml"), Path.Combine(Folder, "taojin.toml"));
        mine.Workspace.Log.CopyTo(Path.Combine(Folder, "shop.duckdb"));
        foreach (var version in mine.Models.Versions())
            Directory.CreateDirectory(Path.Combine(Folder, "models", version.Task, version.Name, $"{version.Number:D6}"));
    }

    /// <summary>Takes over the versions that were trained, each whole or not at all, and what the training says of them.</summary>
    /// <param name="task">What was trained.</param>
    public IReadOnlyList<ModelVersion> Take(string task)
    {
        var made = new ModelStore(Folder, mine.Clock);
        var versions = made.Versions();
        foreach (var version in versions)
            mine.Models.Take(made, version);
        var report = Path.Combine("reports", $"training-{task}.json");
        if (File.Exists(Path.Combine(Folder, report)))
            File.Move(Path.Combine(Folder, report), Path.Combine(mine.Workspace.Folder, report), overwrite: true);
        return versions;
    }

    /// <summary>Deletes the copy.</summary>
    public void Delete()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
