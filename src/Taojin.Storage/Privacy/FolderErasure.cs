using Taojin.Storage.Database;
using Taojin.Storage.Feeds;
using Taojin.Storage.Models;
using Taojin.Storage.Settings;

namespace Taojin.Storage.Privacy;

/// <summary>Takes a person out of every file of one folder, a workspace or a backup of one, whose database nobody has open. Done twice it does no more than once.</summary>
internal sealed class FolderErasure(string folder, TimeProvider clock)
{
    /// <summary>What the shop itself calls the person, where the workspace has another name: files that came from outside are searched for it too.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Goes through the folder.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="texts">What the person wrote, beside what stands here.</param>
    /// <param name="progress">Is told of each step when it is done.</param>
    public FolderErased Run(string userId, IReadOnlyList<string> texts, IProgress<string>? progress = null)
    {
        var (file, settings) = (Path.Combine(folder, Workspace.DatabaseFile), SettingsFile.Read(File.ReadAllText(Path.Combine(folder, SettingsFile.Name))));
        FolderErased erased;
        using (var database = LogDatabase.Open(file, settings))
        {
            Migrations.Apply(database, clock); // a backup may be an older program's
            var person = new PersonRows(database, userId);
            var signs = new PersonSigns([userId, .. Ids], [.. person.Texts(), .. texts]);
            erased = Files(userId, signs, progress); // before the texts are gone by which they are found
            erased = erased with { Rows = person.Delete(signs) };
            progress?.Report("rows");
            database.Run("checkpoint");
        }
        progress?.Report("closed");
        DatabaseRewrite.Run(file, settings); // also when no row went: a kill may have come between the two
        progress?.Report("rewritten");
        return erased;
    }

    /// <summary>Goes through the files beside the database.</summary>
    public FolderErased Files(string userId, PersonSigns signs, IProgress<string>? progress = null)
    {
        var missed = new List<ErasedFile>();
        var models = new ModelErasure(folder, clock).Erase(userId, missed);
        foreach (var beside in TrainingsUnderWay())
            new ModelErasure(beside, clock).Erase(userId, missed);
        progress?.Report("models");
        var feed = FeedRemains.FolderOf(folder, SettingsFile.Read(File.ReadAllText(Path.Combine(folder, SettingsFile.Name))).Feeds);
        IReadOnlyList<ErasedFile> dropped = LooseFiles.Drop(folder, missed);
        var (files, left) = LooseFiles.Erase(folder, signs, missed, feed);
        if (feed is not null)
            (dropped, files) = ([.. dropped, .. FeedRemains.Drop(feed, (folder, missed), Pseudonyms.MarkOf(folder) is not null)], [.. files, .. FeedRemains.Erase(feed, signs, (folder, missed))]);
        progress?.Report("files");
        return new(new Dictionary<string, long>(), models, files) { Dropped = dropped, Missed = missed, Left = left };
    }

    /// <summary>Copies that are trained on; what they make after this is gone through when it is taken over.</summary>
    private IEnumerable<string> TrainingsUnderWay() => Path.Combine(folder, LooseFiles.Trainings) is var tasks && Directory.Exists(tasks) ? Directory.EnumerateDirectories(tasks) : [];
}

/// <summary>What went out of one folder.</summary>
internal sealed record FolderErased(IReadOnlyDictionary<string, long> Rows, IReadOnlyList<ModelVersion> Models, IReadOnlyList<ErasedFile> Files)
{
    /// <summary>Files that went whoever is in them.</summary>
    public IReadOnlyList<ErasedFile> Dropped { get; init; } = [];

    /// <summary>Files that could not be come at.</summary>
    public IReadOnlyList<ErasedFile> Missed { get; init; } = [];

    /// <summary>Files that this program did not write and that may name the person.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Whether anything was known of the person.</summary>
    public bool IsAny => Rows.Values.Any(count => count > 0) || Models.Count > 0 || Files.Count > 0;
}
