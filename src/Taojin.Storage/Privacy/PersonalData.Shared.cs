using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Privacy;

/// <content>Erasures in a store that several servers share: each goes through its own folder.</content>
public sealed partial class PersonalData
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(1);
    private Instant _carryOutFrom = Instant.Earliest;

    /// <summary>Strikes copies of a shared store that did not go through their folders since a moment.</summary>
    internal void Strike(Instant before) => _shared?.Strike(before);

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
                Leave(Receipt(userId, erased), erased, texts);
                shared.Done(userId);
            }
        }
        _carryOutFrom = Instant.Earliest;
    }

    /// <summary>Says what was done here to files of this folder, and what was left; the rest stands on the receipt of whoever was asked.</summary>
    private PendingErasure Receipt(string userId, FolderErased erased)
    {
        var done = new PendingErasure(userId, Waiting.NewId(Now), Now);
        Directory.CreateDirectory(Folder);
        Write(new()
        {
            ReceiptId = done.ReceiptId,
            Requested = done.Requested,
            Finished = done.Requested,
            WasKnown = erased.IsAny,
            Models = [.. erased.Models.Select(version => version.ToString())],
            Files = [.. erased.Dropped, .. erased.Files, .. erased.Missed],
            Remains = [.. new ReceiptRemains(_workspace, erased).OfFiles()],
        });
        return done;
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
}
