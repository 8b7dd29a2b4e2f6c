using Taojin.Data;
using Taojin.Storage.Import;
using Taojin.Storage.Live;
using Taojin.Storage.Postgres;

namespace Taojin.Storage;

public sealed partial class EventLog
{
    private static readonly TimeSpan OwnTurn = TimeSpan.FromSeconds(1), ReadersTurn = TimeSpan.FromSeconds(5);

    /// <summary>How long a change that needs the database closed waits for who reads it.</summary>
    internal TimeSpan ReaderPatience { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Closes the database file for everybody while something is done with it; who reads or writes meanwhile waits. Somebody who reads for long
    /// holds up this change, and others for a second at a time at most.
    /// </summary>
    /// <exception cref="TaojinException">storage.busy: somebody read all the time.</exception>
    internal void WhileClosed(Action action)
    {
        for (var asked = _clock.GetTimestamp(); !TryWhileClosed(action);)
        {
            if (_clock.GetElapsedTime(asked) >= ReaderPatience)
                throw new TaojinException("storage.busy", "The database was read all the time, so that its file could not be written anew.", "Nothing was changed. End the long reading, such as an export, and ask again.");
            _database.AwaitAlone((ReadersTurn, _clock));
        }
    }

    private bool TryWhileClosed(Action action)
    {
        lock (_write)
        {
            try
            {
                _journal.Renew(() => DrainJournal());
                return _database.TryWhileClosed((OwnTurn, _clock), action);
            }
            finally
            {
                (_ids, _nextEventNo) = (null, null);
            }
        }
    }

    /// <summary>Callers choose keys as they like, and some name persons by them: a hash is kept in their place.</summary>
    private IdempotencyKey? Hidden(IdempotencyKey? key) => key is null ? null : key with { Key = Pseudonyms.Hidden(key.Key) };

    /// <summary>Forgets answers to calls whose time is over.</summary>
    internal void ForgetKeys()
    {
        var before = (Instant.Of(_clock.GetUtcNow()) - IdempotencyKeys.Kept).Microseconds;
        if (_database.Store is { } store)
        {
            using var write = new PostgresWrite(store, new LogIds());
            write.Run("idempotency_keys_forget", ("since", before));
            write.Commit();
            return;
        }
        lock (_write)
            _database.Run("idempotency_keys_forget", ("since", before));
    }
}
