using Taojin.Data;
using Taojin.Storage.Models;
using Taojin.Workflows.Tuning;

namespace Taojin.Workflows;

/// <summary>A copy of a workspace for a training beside the server, below <c>tasks/</c>: the log as it is now, and of the models the one that answers.</summary>
/// <remarks>Numbers of versions that are taken stand there as empty folders, so that what the copy makes can be moved over as it is.</remarks>
public sealed class TrainingCopy(Mine mine, string name)
{
    private ModelVersion? _present;
    private Instant _made = Instant.Earliest;

    /// <summary>The copy.</summary>
    public string Folder { get; } = Path.Combine(mine.Workspace.Folder, "tasks", name);

    /// <summary>Makes the copy, with the version that answers now, so that what is trained can be compared with it. Events wait in the journal meanwhile and are acknowledged as ever.</summary>
    /// <param name="task">What will be trained.</param>
    public void Make(string task)
    {
        Directory.CreateDirectory(Folder);
        _made = Instant.Of(mine.Clock.GetUtcNow());
        mine.Workspace.CopyTo(Folder);
        foreach (var version in mine.Models.Versions())
            Directory.CreateDirectory(Path.Combine(Folder, "models", version.Task, version.Name, $"{version.Number:D6}"));
        TrialLogs.Copy(mine.Workspace.Folder, Folder);
        if (mine.Models.Current($"{task}@live") is { } present)
            Answering(present, $"{task}@live");
    }

    private void Answering(ModelVersion present, string alias)
    {
        _present = present;
        _ = mine.Models.Open(present); // of a shared store it is fetched first
        var place = Path.Combine("models", present.Task, present.Name, $"{present.Number:D6}");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(mine.Workspace.Folder, place)))
            File.Copy(file, Path.Combine(Folder, place, Path.GetFileName(file)));
        new ModelStore(Folder, mine.Clock).Publish(alias, present, null);
    }

    /// <summary>Takes over the versions that were trained, each whole or not at all, and what the training says of them.</summary>
    /// <param name="task">What was trained.</param>
    public IReadOnlyList<ModelVersion> Take(string task)
    {
        var versions = mine.Workspace.Privacy.TakeModels((Folder, _made), TakeModels);
        mine.Workspace.Rotation.NameModels(); // a rotation may have come while it trained
        Train.MakeRoom(mine, task);
        var report = Path.Combine("reports", $"training-{task}.json");
        if (File.Exists(Path.Combine(Folder, report)))
            File.Move(Path.Combine(Folder, report), Path.Combine(mine.Workspace.Folder, report), overwrite: true);
        return versions;
    }

    private IReadOnlyList<ModelVersion> TakeModels()
    {
        var made = new ModelStore(Folder, mine.Clock);
        return [.. made.Versions().Where(version => version != _present).Select(version => mine.Models.Take(made, version))];
    }

    /// <summary>Takes over the trials of a search, whether it ended or not: the next one goes on from them.</summary>
    public void TakeTrials() => TrialLogs.Move(Folder, mine.Workspace.Folder);

    /// <summary>Deletes the copy.</summary>
    public void Delete()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
