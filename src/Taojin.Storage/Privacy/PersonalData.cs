using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Privacy;

/// <summary>The data of single persons: handed out whole, and erased with a receipt.</summary>
public sealed partial class PersonalData
{
    private readonly LogDatabase _database;
    private readonly Workspace _workspace;
    private readonly TimeProvider _clock;
    private readonly SharedErasure? _shared;
    private Action<string>? _forget;
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
            Remains = [.. new ReceiptRemains(_workspace, erased).All((backups.Any(backup => backup.IsFar), copies), finished)],
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
                Remains = [.. receipt.Remains.Where(trace => trace.What != ReceiptRemains.Missed.What || erased.Missed.Any(Unreachable.MayCome))],
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

    /// <summary>Lets somebody know of persons that were erased without having been asked here: by another server of the store, or late.</summary>
    public void Follow(Action<string> forget) => _forget += forget;

    private IReadOnlyList<string> Texts(string userId)
    {
        using var snapshot = _database.Duplicate();
        return new PersonRows(snapshot, userId).Texts();
    }
}
