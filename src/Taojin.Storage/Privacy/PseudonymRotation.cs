using System.Text.Json;
using Taojin.Data;
using Taojin.Storage.Backup;
using Taojin.Storage.Database;
using Taojin.Storage.Models;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Privacy;

/// <summary>Gives every user a new name under a new key of pseudonyms: who has the older keys only links nobody any more.</summary>
public sealed class PseudonymRotation
{
    private const string PendingFile = "pending.json";
    private readonly LogDatabase _database;
    private readonly Workspace _workspace;
    private readonly TimeProvider _clock;
    private readonly SharedPseudonyms? _shared;
    private Action<Action>? _naming;
    private Action? _named;
    private bool _isClosed;

    internal PseudonymRotation(LogDatabase database, Workspace workspace, TimeProvider clock)
    {
        (_database, _workspace, _clock) = (database, workspace, clock);
        _shared = database.Store is { } store ? new(store, Names) : null;
    }

    /// <summary>A copy of the folder, or another rotation, must not see one half done.</summary>
    private Lock Turn => Names.Rotating;

    private Pseudonyms Names => _workspace.Pseudonyms;

    private string Folder => FolderOf(_workspace.Folder);

    private string PendingPath => Path.Combine(Folder, PendingFile);

    private Instant Now => Instant.Of(_clock.GetUtcNow());

    /// <summary>
    /// Names every user anew in tables, models, files and reachable backups. Readers and writers wait while the database file is written anew.
    /// A kill at any moment leaves the data as they were or a rotation that the next opening of the workspace ends before anything is read.
    /// </summary>
    /// <param name="progress">Is told of each step when it is done.</param>
    /// <exception cref="TaojinException">privacy.key-none, privacy.key-no-new: there is nothing to rotate, or to rotate to.</exception>
    public RotationReceipt Run(IProgress<string>? progress = null)
    {
        lock (Turn)
        {
            Names.ReadKeys();
            if (!Names.IsOn)
                throw new TaojinException("privacy.key-none", "This workspace keeps ids as they come: there is no key to rotate.", "Set privacy.pseudonym_key_file before the first import, in a new workspace.");
            if (Names.Newest == Names.Generation)
                throw new TaojinException("privacy.key-no-new", "There is no new key: the names stand behind all that are there.", "Add one behind the others, which are still needed: openssl rand -hex 32 >> " + (_workspace.Settings.Privacy.PseudonymKeyFile is { Length: > 0 } file ? file : "KEYFILE"));
            Directory.CreateDirectory(Folder);
            var pending = new Pending($"{Now.ToDateTimeOffset():yyyyMMdd-HHmmss}-{Directory.GetFiles(Folder, "2*.json").Length + 1}", Names.Newest, Now);
            DurableFile.Write(PendingPath, JsonSerializer.Serialize(pending, Snake.Json));
            DurableFile.FlushFolder(Folder);
            progress?.Report("noted");
            return Finish(pending, progress);
        }
    }

    /// <summary>Receipts of all rotations, in order.</summary>
    public IReadOnlyList<RotationReceipt> Receipts() => !Directory.Exists(Folder) ? [] :
        [.. Directory.GetFiles(Folder, "2*.json").Order(StringComparer.Ordinal).Select(path => JsonSerializer.Deserialize<RotationReceipt>(File.ReadAllBytes(path), Snake.Json)!)];

    /// <summary>Gives the users of models their newest names: of a model whose training began before a rotation.</summary>
    /// <returns>The versions that held older ones.</returns>
    public IReadOnlyList<ModelVersion> NameModels()
    {
        var changed = Names.Generation > 1 ? ModelRotation.Run(_workspace.Folder, Names, (_clock, [])) : [];
        if (changed.Count > 0)
            _workspace.Models.GiveChanged();
        return changed;
    }

    /// <summary>Lets somebody who holds names in memory follow.</summary>
    /// <param name="naming">Is given the act that turns names; names anew what it holds in the same moment.</param>
    /// <param name="named">Is told when models have the new names too.</param>
    public void Follow(Action<Action> naming, Action named) => (_naming, _named) = (naming, named);

    /// <summary>Ends, in a folder that is still closed, a rotation that a kill cut short: nothing may be read or written in between.</summary>
    internal static void Recover(string folder, WorkspaceSettings settings, TimeProvider clock)
    {
        var path = Path.Combine(FolderOf(folder), PendingFile);
        if (settings.Store.Length > 0 || !File.Exists(path))
            return;
        var (names, generation) = (Pseudonyms.Open(folder, settings.Privacy), Read(path).Generation);
        if (names.Generation < generation)
            new FolderRotation(folder, clock).Run(names.At(generation));
    }

    /// <summary>Ends what a kill cut short, and follows what another server of the store has begun.</summary>
    internal void Resume()
    {
        if (File.Exists(PendingPath))
            Finish(Read(PendingPath), null);
        FollowStore();
        if (_database.Store is { } store)
            store.Turned = FollowStore;
    }

    /// <summary>Nothing is carried out any more, and nothing is half done.</summary>
    internal void Close()
    {
        lock (Turn)
            _isClosed = true;
    }

    /// <summary>Brings this folder to the names of the store, or the store to those of this folder where it was restored from before a rotation.</summary>
    private void FollowStore()
    {
        lock (Turn)
        {
            if (_isClosed || _shared is not { } shared)
                return;
            var (here, there) = (Pseudonyms.GenerationOf(Pseudonyms.MarkOf(_workspace.Folder) ?? ""), shared.Generation);
            if (here == there || !Names.IsOn)
                return;
            Names.ReadKeys();
            Finish(new($"{Now.ToDateTimeOffset():yyyyMMdd-HHmmss}-followed", Math.Max(here, there), Now) { IsFollowing = here < there }, null);
        }
    }

    private RotationReceipt Finish(Pending pending, IProgress<string>? progress)
    {
        if (pending.Generation > Names.Newest)
            throw new TaojinException("privacy.key-missing", "The new key of a rotation that has begun is not there.", "Give the workspace all keys, the oldest first: TAOJIN_PSEUDONYM_KEY or privacy.pseudonym_key_file");
        var rotated = _shared is null ? RotateHere(pending.Generation, progress) : RotateShared(_shared, pending, progress);
        _named?.Invoke();
        var backups = new BackupList(_workspace.Folder).All().Select(backup => Rotate(backup, progress)).ToList();
        var receipt = new RotationReceipt
        {
            ReceiptId = pending.ReceiptId,
            Requested = pending.Requested,
            Finished = Now,
            Generation = pending.Generation,
            Rows = rotated.Rows,
            Models = [.. rotated.Models.Select(version => version.ToString())],
            Files = rotated.Files,
            Backups = backups,
            Remains = [.. Remains(backups)],
        };
        Directory.CreateDirectory(Folder);
        DurableFile.Write(Path.Combine(Folder, pending.ReceiptId + ".json"), JsonSerializer.Serialize(receipt, Snake.Json));
        File.Delete(PendingPath);
        DurableFile.FlushFolder(Folder);
        return receipt;
    }

    private FolderRotated RotateHere(int generation, IProgress<string>? progress)
    {
        var rotated = new FolderRotated(new Dictionary<string, long>(), [], []);
        if (Names.Generation == generation && Pseudonyms.GenerationOf(Pseudonyms.MarkOf(_workspace.Folder) ?? "") == generation)
            return rotated; // before the workspace was opened
        _workspace.Consents.Load();
        _workspace.Log.WhileClosed(() =>
        {
            rotated = new FolderRotation(_workspace.Folder, _clock).Run(Names.At(generation), progress);
            NameMemory(generation);
        });
        return rotated;
    }

    /// <summary>The rows of the store come first, in one transaction; from then on this server writes the new names, and models, files and copy follow.</summary>
    private FolderRotated RotateShared(SharedPseudonyms shared, Pending pending, IProgress<string>? progress)
    {
        var store = _database.Store!;
        _workspace.Consents.Load();
        var rows = shared.Generation < pending.Generation ? shared.Rotate(pending.Generation) : new Dictionary<string, long>();
        progress?.Report("rows of the store");
        NameMemory(pending.Generation);
        _workspace.Models.FetchPersonal();
        var models = NameModels();
        progress?.Report("models given");
        store.Refresh();
        var rotated = new FolderRotated(rows, models, []);
        _workspace.Log.WhileClosed(() => rotated = new FolderRotation(_workspace.Folder, _clock).Run(Names, progress));
        if (!pending.IsFollowing)
            shared.Rewrite(new(store, _database));
        progress?.Report("store rewritten");
        return rotated with { Rows = rows, Models = models };
    }

    /// <summary>From one moment on everything in memory has the new names.</summary>
    private void NameMemory(int generation)
    {
        if (_naming is { } naming)
            naming(Name);
        else
            Name();

        void Name()
        {
            Names.Turn(generation);
            _workspace.Consents.Rename();
        }
    }

    private ErasedFile Rotate(BackupEntry backup, IProgress<string>? progress)
    {
        if (!File.Exists(Path.Combine(backup.Path, BackupManifest.FileName)))
            return new(backup.Path, "not reachable; names are replaced when it is restored");
        try
        {
            BackupManifest.Change(backup.Path, () =>
            {
                Backups.EraseAgain(backup.Path, (_workspace.Folder, backup.Made), (Names, _clock));
                new FolderRotation(backup.Path, _clock).Run(Names, progress);
            });
            return new(backup.Path, "names replaced");
        }
        catch (Exception fault) when (Unreachable.Is(fault))
        {
            return new(backup.Path, $"not reachable ({Unreachable.Why(fault)}); names are replaced when it is restored");
        }
    }

    private IEnumerable<RemainingTrace> Remains(IReadOnlyList<ErasedFile> backups)
    {
        yield return new("Older keys: the shop's own ids are found by all of them in turn, so keep them all, and the new one away from where an older one leaked.", "旧密钥：需按顺序使用全部密钥才能由商店编号找到用户，请全部保管，并将新密钥与已泄露的旧密钥分开存放。", null);
        if (_shared is not null)
            yield return new("PostgreSQL's own log of changes (WAL), standbys and dumps: until they are recycled, which its owner sets.", "PostgreSQL 自身的变更日志（WAL）、备库与转储：由其管理者决定何时清除。", null);
        if (backups.Any(backup => backup.What.StartsWith("not reachable", StringComparison.Ordinal)))
            yield return new("Backups that cannot be reached now: names are replaced when one is restored.", "当前无法访问的备份：恢复时会替换假名。", null);
    }

    private static string FolderOf(string workspace) => Path.Combine(workspace, "rotations");

    private static Pending Read(string path) => JsonSerializer.Deserialize<Pending>(File.ReadAllBytes(path), Snake.Json)!;

    private sealed record Pending(string ReceiptId, int Generation, Instant Requested)
    {
        /// <summary>Whether another server of the store has changed the rows, and writes them anew.</summary>
        public bool IsFollowing { get; init; }
    }
}
