using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Privacy;

/// <summary>The data of single persons: handed out whole, and erased with a receipt.</summary>
public sealed class PersonalData
{
    private readonly LogDatabase _database;
    private readonly Workspace _workspace;
    private readonly TimeProvider _clock;
    private readonly SharedErasure? _shared;
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(1);
    private Action<string>? _forget;
    private Instant _carryOutFrom = Instant.Earliest;
    private bool _isClosed;

    internal PersonalData(LogDatabase database, Workspace workspace, TimeProvider clock)
    {
        (_database, _workspace, _clock) = (database, workspace, clock);
        _shared = database.Store is { } store ? new(store, database) : null;
    }

    /// <summary>A rotation of names and an erasure come one after the other.</summary>
    private Lock Turn => _workspace.Pseudonyms.Rotating;

    private string Folder => Path.Combine(_workspace.Folder, "erasures");

    private PendingErasures Waiting => new(Folder);

    private Instant Now => Instant.Of(_clock.GetUtcNow());

    /// <summary>Everything that is kept of a person, by table, with what they allow.</summary>
    /// <exception cref="TaojinException">user.unknown.</exception>
    public JsonObject Export(string userId)
    {
        userId = _workspace.Pseudonyms.Of(userId);
        using var snapshot = _database.Duplicate();
        var tables = new JsonObject();
        foreach (var (table, rows) in new PersonRows(snapshot, userId).All().Where(each => each.Value.Count > 0))
            tables[table] = new JsonArray([.. rows.Select(row => JsonNode.Parse(row))]);
        if (tables.Count == 0)
            throw new TaojinException("user.unknown", $"Nothing is known of '{userId}'.", "Check the id; ids are told apart by every letter.");
        return new() { ["user_id"] = userId, ["exported"] = Now.ToString(), ["allows"] = _workspace.Consents.Of(userId).ToString().ToLowerInvariant(), ["tables"] = tables };
    }

    /// <summary>
    /// Takes a person out of every file of the workspace and of its backups. Readers wait while the database file is written anew.
    /// A kill at any moment leaves the data as they were or an erasure that the next opening of the workspace ends.
    /// </summary>
    /// <param name="userId">The person.</param>
    /// <param name="progress">Is told of each step when it is done.</param>
    /// <returns>What was done, and what remains until when; nothing of a person of whom nothing was known.</returns>
    public ErasureReceipt Erase(string userId, IProgress<string>? progress = null)
    {
        if (userId.Length == 0)
            throw new TaojinException("user.unknown", "No user was named.", "Name one: ./taojin erase USER");
        lock (Turn)
        {
            var name = _workspace.Pseudonyms.Of(userId);
            var pending = new PendingErasure(name, Waiting.NewId(Now), Now) { Ids = name == userId ? [] : [userId] };
            Waiting.Note(pending);
            progress?.Report("noted");
            return Finish(pending, progress);
        }
    }

    /// <summary>Goes on with erasures that a fault cut short, and with files that could not be come at. One that fails again stays for the next time.</summary>
    /// <returns>How many are not through.</returns>
    internal int FinishWaiting()
    {
        lock (Turn)
            return _isClosed ? 0 : Waiting.All().Count(pending => !TryFinish(pending));
    }

    /// <summary>Nothing is carried out any more, and nothing is half done.</summary>
    internal void Close()
    {
        lock (Turn)
            _isClosed = true;
    }

    /// <summary>Strikes copies of a shared store that did not go through their folders since a moment.</summary>
    internal void Strike(Instant before) => _shared?.Strike(before);

    /// <summary>Receipts of all erasures, in order.</summary>
    public IReadOnlyList<ErasureReceipt> Receipts() => !Directory.Exists(Folder) ? [] :
        [.. Directory.GetFiles(Folder, "2*.json").Order(StringComparer.Ordinal).Select(path => JsonSerializer.Deserialize<ErasureReceipt>(File.ReadAllBytes(path), Snake.Json)!)];

    /// <summary>Takes over models that were made from an older copy of the log, without the persons who were erased since; nobody is erased meanwhile.</summary>
    /// <param name="copy">The workspace whose models they are, and when the copy of the log was begun: who came back before that is somebody new.</param>
    /// <param name="take">Takes them over.</param>
    public T TakeModels<T>((string Folder, Instant Made) copy, Func<T> take)
    {
        lock (Turn)
        {
            _ = TryCarryOut();
            var (models, missed) = (new ModelErasure(copy.Folder, _clock), new List<ErasedFile>());
            foreach (var userId in new ErasureList(_workspace.Folder).Among(models.UserIds(), _workspace.Pseudonyms.Since, copy.Made))
                models.Erase(userId, missed);
            if (missed.Count > 0)
                throw new TaojinException("model.damaged", $"What was trained names an erased person and cannot be changed: {missed[0].Path}", "Train again.");
            return take();
        }
    }

    /// <summary>Ends erasures that a kill cut short. What cannot be ended now stays, and the shop opens.</summary>
    internal void Resume()
    {
        _shared?.Register();
        new ModelRewrite(_workspace.Folder, _clock).Recover();
        DatabaseRewrite.Sweep(Path.Combine(_workspace.Folder, Workspace.DatabaseFile));
        FinishWaiting();
        if (_shared is null)
            return;
        _ = TryCarryOut();
        _database.Store!.Asked = CarryOut;
    }

    private bool TryFinish(PendingErasure pending)
    {
        try
        {
            if (pending.Texts is { } texts)
                return FinishFiles(pending, texts);
            Finish(pending);
            _forget?.Invoke(pending.UserId);
            return Waiting.All().All(each => each.ReceiptId != pending.ReceiptId);
        }
        catch (Exception fault) when (Unreachable.Is(fault) || fault is Npgsql.NpgsqlException)
        {
            if (!IsOpen)
                throw;
            return false;
        }
    }

    /// <summary>Whether the shop can go on after a fault.</summary>
    private bool IsOpen => _database.Connection.State == System.Data.ConnectionState.Open;

    private ErasureReceipt Finish(PendingErasure pending, IProgress<string>? progress = null)
    {
        var erased = new FolderErased(new Dictionary<string, long>(), [], []);
        pending = pending with { UserId = _workspace.Pseudonyms.Of(pending.UserId) }; // a rotation may have come between
        new ErasureList(_workspace.Folder).Add(pending.UserId, pending.ReceiptId, null); // from now on no restored backup brings the person back
        var texts = Texts(pending.UserId);
        _workspace.Models.FetchPersonal();
        _workspace.Log.WhileClosed(() => erased = new FolderErasure(_workspace.Folder, _clock) { Ids = pending.Ids }.Run(pending.UserId, texts, progress));
        var copies = _shared is null ? 0 : EraseShared(pending.UserId, texts, ref erased, progress);
        _workspace.Consents.Forget(pending.UserId);
        var backups = new BackupErasure(_workspace.Folder, _clock).Run(pending.UserId, progress);
        var finished = Now;
        new ErasureList(_workspace.Folder).Add(pending.UserId, pending.ReceiptId, finished); // whoever comes back after this is somebody new
        var receipt = new ErasureReceipt
        {
            ReceiptId = pending.ReceiptId,
            Requested = pending.Requested,
            Finished = finished,
            WasKnown = erased.IsAny || backups.Any(backup => backup.WasIn),
            Rows = erased.Rows,
            Models = [.. erased.Models.Select(version => version.ToString())],
            Files = [.. erased.Dropped, .. erased.Files, .. erased.Missed],
            Backups = [.. backups.Select(backup => backup.File)],
            Remains = [.. Remains(erased, (backups.Any(backup => backup.IsFar), copies), finished)],
        };
        Write(receipt);
        Leave(pending, erased, texts);
        return receipt;
    }

    /// <summary>All is done but for files that could not be come at: they are gone through again, and the receipt says what became of them.</summary>
    private bool FinishFiles(PendingErasure pending, IReadOnlyList<string> texts)
    {
        var userId = _workspace.Pseudonyms.Of(pending.UserId);
        var erased = new FolderErasure(_workspace.Folder, _clock).Files(userId, new([userId, .. pending.Ids], texts));
        if (Receipts().FirstOrDefault(receipt => receipt.ReceiptId == pending.ReceiptId) is { } receipt)
        {
            Write(receipt with
            {
                Files = [.. receipt.Files.Where(file => !Unreachable.MayCome(file)), .. erased.Dropped, .. erased.Files, .. erased.Missed.Where(Unreachable.MayCome)],
                Remains = [.. receipt.Remains.Where(trace => trace.What != FilesLeft.What || erased.Missed.Any(Unreachable.MayCome))],
            });
        }
        return Leave(pending, erased, texts);
    }

    /// <returns>Whether nothing is left to do.</returns>
    private bool Leave(PendingErasure pending, FolderErased erased, IReadOnlyList<string> texts)
    {
        if (erased.Missed.Any(Unreachable.MayCome))
            Waiting.Note(pending with { Texts = texts });
        else
            Waiting.Remove(pending);
        return !erased.Missed.Any(Unreachable.MayCome);
    }

    private void Write(ErasureReceipt receipt)
    {
        DurableFile.Write(Path.Combine(Folder, receipt.ReceiptId + ".json"), JsonSerializer.Serialize(receipt, Snake.Json));
        DurableFile.FlushFolder(Folder);
    }

    private static RemainingTrace FilesLeft { get; } = new(
        "Files of the workspace that could not be read or changed: tried again each day and at each start; until then the person's name is kept to find them by.",
        "工作区中暂时无法读取或修改的文件：每天及每次启动时重试，在此之前保留查找所需的用户编号。", null);

    private IEnumerable<RemainingTrace> Remains(FolderErased erased, (bool HasFarBackups, int Copies) elsewhere, Instant finished)
    {
        var until = finished + TimeSpan.FromDays(_workspace.Settings.Privacy.RetrainDays);
        if (erased.IsAny && _workspace.Models.Versions().Count > 0)
            yield return new("What models learned from the person among all others: their names and factors are gone at once, the rest when they are trained again.", "模型从该用户与其他用户数据中共同学到的内容：其编号与因子已立即清除，其余部分在重新训练时消除。", until);
        if (_shared is not null)
            yield return new("PostgreSQL's own log of changes (WAL), standbys and dumps: until they are recycled, which its owner sets.", "PostgreSQL 自身的变更日志（WAL）、备库与转储：由其管理者决定何时清除。", null);
        if (elsewhere.Copies > 0)
            yield return new(
                $"Copies in other folders ({elsewhere.Copies}): gone through within a second where a server runs, else when it starts; one that is away longer is refused. Files there that this program did not write are left as they are{(_workspace.Pseudonyms.IsOn ? "; what stands aside in their watched folders goes whole" : "")}.",
                $"其他文件夹中的副本（{elsewhere.Copies}）：运行中的服务器一秒内清除，否则在启动时清除；逾期的副本将被拒绝。其中并非由本程序写入的文件保持原样{(_workspace.Pseudonyms.IsOn ? "；监视文件夹中搁置的文件会全部删除" : "")}。", until);
        if (Path.Combine(_workspace.Folder, LooseFiles.Trainings) is var tasks && Directory.Exists(tasks) && Directory.EnumerateDirectories(tasks).Any())
            yield return new("A training that is under way reads a copy of the log until it ends; what it makes is gone through before it is taken over.", "正在进行的训练使用日志的副本，直至结束；其模型在接收前会再次清除该用户。", null);
        if (erased.Missed.Any(Unreachable.MayCome))
            yield return FilesLeft;
        if (erased.Left.Count > 0)
            yield return LeftFiles.Trace(erased.Left);
        if (elsewhere.HasFarBackups)
            yield return new(
                "Backups that cannot be reached or changed now: the person is taken out when one is restored; delete those that are damaged.",
                "当前无法访问或修改的备份：恢复时会清除该用户；请删除已损坏的备份。", null);
    }

    /// <summary>Lets somebody know of persons that were erased without having been asked here: by another server of the store, or late.</summary>
    public void Follow(Action<string> forget) => _forget += forget;

    /// <summary>Goes through this folder for persons that another server has erased. After a fault it waits a minute: each time the database is written anew.</summary>
    private void CarryOut()
    {
        if (Now < _carryOutFrom)
            return;
        _carryOutFrom = Now + AfterFault;
        lock (Turn)
        {
            if (_isClosed || _shared is not { } shared)
                return;
            foreach (var (userId, texts) in shared.Orders())
            {
                var erased = new FolderErased(new Dictionary<string, long>(), [], []);
                _workspace.Log.WhileClosed(() => erased = new FolderErasure(_workspace.Folder, _clock).Run(userId, texts));
                _workspace.Consents.Forget(userId);
                new BackupErasure(_workspace.Folder, _clock).Run(userId);
                new ErasureList(_workspace.Folder).Add(userId, "", Now);
                _forget?.Invoke(userId);
                if (erased.Missed.Any(Unreachable.MayCome))
                    Waiting.Note(new(userId, Waiting.NewId(Now), Now) { Texts = texts });
                shared.Done(userId);
            }
        }
        _carryOutFrom = Instant.Earliest;
    }

    private bool TryCarryOut()
    {
        try
        {
            CarryOut();
            return true;
        }
        catch (Exception fault) when (Unreachable.Is(fault) || fault is Npgsql.NpgsqlException)
        {
            if (!IsOpen)
                throw;
            return false;
        }
    }

    /// <summary>The rows of the store go after the files here: by the rows the files are found, also when a kill comes between.</summary>
    private int EraseShared(string userId, IReadOnlyList<string> texts, ref FolderErased erased, IProgress<string>? progress)
    {
        _workspace.Models.GiveChanged();
        progress?.Report("models given");
        var (rows, copies) = _shared!.Erase(userId, texts);
        progress?.Report("rows of the store");
        erased = erased with { Rows = rows };
        _database.Store!.Refresh();
        _workspace.Log.WhileClosed(() => DatabaseRewrite.Run(Path.Combine(_workspace.Folder, Workspace.DatabaseFile), _workspace.Settings));
        _shared.Rewrite([.. rows.Where(each => each.Value > 0).Select(each => each.Key), .. erased.Models.Count > 0 ? ["model_files"] : Array.Empty<string>()], userId);
        progress?.Report("store rewritten");
        return copies;
    }

    private IReadOnlyList<string> Texts(string userId)
    {
        using var snapshot = _database.Duplicate();
        return new PersonRows(snapshot, userId).Texts();
    }
}
