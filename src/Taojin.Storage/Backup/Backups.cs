using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Models;
using Taojin.Storage.Postgres;
using Taojin.Storage.Privacy;
using Taojin.Storage.Settings;

namespace Taojin.Storage.Backup;

/// <summary>Copies of a workspace, made while it is in use: each is a folder like the workspace itself, with a manifest.</summary>
public sealed class Backups
{
    internal const string Unfinished = ".unfinished", Restored = ".restored";
    private static readonly string[] Files = ["taojin.toml", "keys.json", "aliases.json", "backups.json", Pseudonyms.MarkFile], Folders = ["models", "reports", "imports", "audit", "erasures", "rotations"];
    private readonly LogDatabase _database;
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Pseudonyms _names;

    /// <summary>The backups of a workspace that need not be open.</summary>
    public static IReadOnlyList<BackupEntry> Of(string folder) => new BackupList(folder).All();

    internal Backups(LogDatabase database, (string Folder, Pseudonyms Names) shop, TimeProvider clock) => (_database, _folder, _names, _clock) = (database, shop.Folder, shop.Names, clock);

    /// <summary>All backups that were made, in order.</summary>
    public IReadOnlyList<BackupEntry> All() => [.. new BackupList(_folder).All().Where(entry => !Directory.Exists(entry.Path + Unfinished))];

    /// <summary>Copies everything that was acknowledged when it began. Readers and writers go on meanwhile; an erasure or a rotation of names waits.</summary>
    /// <param name="target">A folder that is not there yet.</param>
    /// <exception cref="TaojinException">backup.exists.</exception>
    public BackupManifest Make(string target)
    {
        target = Path.GetFullPath(target);
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new TaojinException("backup.exists", $"'{target}' is there already.", "Name a new folder.");
        lock (_names.Rotating)
        {
            new BackupList(_folder).Add(new(target, Instant.Of(_clock.GetUtcNow()))); // before a byte is copied: erasures know also what a kill leaves
            try
            {
                return Make(target, target + Unfinished);
            }
            catch
            {
                Removed(target + Unfinished);
                new BackupList(_folder).Remove(target);
                throw;
            }
        }
    }

    private BackupManifest Make(string target, string working)
    {
        Removed(working);
        Directory.CreateDirectory(working);
        Copy(working);
        var manifest = BackupManifest.Write(working, new() { Made = Instant.Of(_clock.GetUtcNow()), Source = _folder });
        if (Directory.Exists(target))
            Directory.Delete(target);
        Directory.Move(working, target);
        new BackupList(_folder).Add(new(target, manifest.Made));
        return manifest;
    }

    private static void Removed(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private void Copy(string working)
    {
        CopyDatabase(Path.Combine(working, Workspace.DatabaseFile));
        foreach (var name in Files.Where(name => File.Exists(Path.Combine(_folder, name)))) // aliases before the versions that they name
            File.Copy(Path.Combine(_folder, name), Path.Combine(working, name));
        var shared = _database.Store is { } store ? new ModelStore(_folder, _clock, store) : null;
        var published = shared?.Publications(); // before the versions that they name
        shared?.FetchAll();
        foreach (var name in Folders)
            CopyFolder(Path.Combine(_folder, name), Path.Combine(working, name));
        new PendingErasures(Path.Combine(working, "erasures")).Drop(); // they name persons, and are not this copy's business
        if (published is not null)
            new ModelStore(working, _clock).Remember(published);
    }

    /// <summary>
    /// Makes a workspace of a backup after checking every file of it, and takes out of it who was erased and which keys were revoked since. A shop that has its store in PostgreSQL
    /// fills that, where it is empty; a store that holds a log is left as it is, and the workspace is a copy of it.
    /// </summary>
    /// <param name="backup">The backup.</param>
    /// <param name="target">Folder of the workspace; not there yet, or empty.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="store">Address of the store that the workspace has from now on; null for the one it had.</param>
    /// <exception cref="TaojinException">backup.missing, backup.damaged, workspace.exists.</exception>
    public static RestoreResult Restore(string backup, string target, TimeProvider clock, string? store = null) => Restore((backup, target), [], clock, store);

    /// <summary>Makes a workspace of a backup in <c>NAME.restored</c> beside it, without whom this workspace has erased too. An erasure here waits, and goes through it later.</summary>
    /// <param name="backup">The backup.</param>
    /// <exception cref="TaojinException">backup.missing, backup.damaged, workspace.exists.</exception>
    public RestoreResult RestoreBeside(string backup)
    {
        lock (_names.Rotating)
            return Restore((backup, backup + Restored), [_folder], _clock, null);
    }

    private static RestoreResult Restore((string Backup, string Target) place, IReadOnlyList<string> relatives, TimeProvider clock, string? store)
    {
        var (backup, target) = (Path.GetFullPath(place.Backup), place.Target);
        var manifest = BackupManifest.Checked(backup);
        target = Path.GetFullPath(target);
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new TaojinException("workspace.exists", $"'{target}' is not empty.", "Restore into a new folder, look at it, then let the server use it: --workspace");
        var working = target + Unfinished;
        Removed(working);
        CopyFolder(backup, working);
        File.Delete(Path.Combine(working, BackupManifest.FileName));
        foreach (var relative in relatives.Prepend(manifest.Source))
        {
            new ErasureList(working).AddFrom(relative);
            new BackupList(working).AddFrom(relative);
        }
        new BackupList(working).Add(new(backup, manifest.Made)); // who is erased from now on is in the older ones too
        var names = NamesOf(working);
        var erased = EraseAgain(working, (working, manifest.Made), (names, clock));
        new ErasureList(working).Settle(Instant.Of(clock.GetUtcNow()));
        if (names.Generation > 1 && Pseudonyms.GenerationOf(Pseudonyms.MarkOf(working) ?? "") < names.Generation)
            new FolderRotation(working, clock).Run(names);
        var keys = RestoredKeys.Settle((working, manifest.Made), relatives.Prepend(manifest.Source), clock);
        var isFilled = Fill(working, store, clock);
        if (Directory.Exists(target))
            Directory.Delete(target);
        Directory.Move(working, target);
        DurableFile.FlushFolder(Path.GetDirectoryName(target)!);
        return new(manifest.Made, manifest.Files.Count, manifest.Bytes, erased) { IsStoreFilled = isFilled, Keys = keys };
    }

    /// <returns>Whether a store was filled; null when the workspace has none.</returns>
    private static bool? Fill(string folder, string? address, TimeProvider clock)
    {
        var (toml, file) = (Path.Combine(folder, SettingsFile.Name), Path.Combine(folder, Workspace.DatabaseFile));
        if (address is not null)
            DurableFile.Write(toml, SettingsFile.WithStore(File.ReadAllText(toml), address));
        var settings = SettingsFile.Read(File.ReadAllText(toml));
        if (settings.Store.Length == 0)
            return null;
        using var store = PostgresStore.OpenWithoutSnapshot(settings.Store, clock);
        bool isFilled;
        using (var database = LogDatabase.Open(file, settings))
            isFilled = new StoreFill(store, database).Run(folder);
        File.Delete(file); // it is made again from the store when the workspace is opened
        File.Delete(Path.Combine(folder, "aliases.json"));
        return isFilled;
    }

    /// <summary>Takes out of a folder again who was erased since it was made; who came back before that stays.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="since">The workspace that knows who was erased, and when the folder was made.</param>
    /// <param name="by">What persons in the folder may have been called when they were erased.</param>
    internal static int EraseAgain(string folder, (string Workspace, Instant Made) since, (Pseudonyms Names, TimeProvider Clock) by)
    {
        IReadOnlyList<string> erased;
        using (var database = LogDatabase.Open(Path.Combine(folder, Workspace.DatabaseFile), new() { Threads = 2 }))
            erased = new ErasureList(since.Workspace).Among(UserIds(database), by.Names.Since, since.Made);
        foreach (var userId in erased)
            new FolderErasure(folder, by.Clock).Run(userId, []);
        return erased.Count;
    }

    /// <summary>The newest names that the keys give; none where there is no key, which whoever opens the workspace is told.</summary>
    private static Pseudonyms NamesOf(string folder)
    {
        try
        {
            var names = Pseudonyms.Open(folder, Workspace.SettingsOf(folder).Privacy);
            return names.At(names.Newest);
        }
        catch (TaojinException missing) when (missing.Code.StartsWith("privacy.key", StringComparison.Ordinal))
        {
            return Pseudonyms.None;
        }
    }

    private static List<string> UserIds(LogDatabase database)
    {
        var ids = new List<string>();
        using var command = database.Command("person_ids");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }

    private void CopyDatabase(string file)
    {
        using var snapshot = _database.Duplicate();
        using var command = snapshot.CommandWith("backup_database", ("file", SqlText.Quoted(file)));
        command.ExecuteNonQuery();
    }

    /// <summary>Copies what is finished: temporary names are left out.</summary>
    private static void CopyFolder(string from, string to)
    {
        if (!Directory.Exists(from))
            return;
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(file => !file.EndsWith(".new", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => !folder.EndsWith(Unfinished, StringComparison.Ordinal)))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}

/// <summary>What came of a restore.</summary>
/// <param name="Made">When the backup was made.</param>
/// <param name="Files">How many files were checked and copied.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Erased">How many persons were taken out again, because they were erased after the backup was made.</param>
public sealed record RestoreResult(Instant Made, int Files, long Bytes, int Erased)
{
    /// <summary>Whether the store in PostgreSQL was filled from the backup: false where it holds a log of its own and was left as it is, null where there is none.</summary>
    public bool? IsStoreFilled { get; init; }

    /// <summary>Which keys open it; null where the backup has none.</summary>
    public RestoredKeys? Keys { get; init; }
}
