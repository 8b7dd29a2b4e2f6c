using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Storage;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Serving;

/// <content>
/// What imports bring counts from the moment they end, as live events do. Features fold events in order of time: what came late is folded in as if it
/// happened now, and then the log is folded anew beside the answers, so that the state is that of a feed in order.
/// </content>
public sealed partial class LiveShop
{
    /// <summary>Folding anew takes at most this part of a core.</summary>
    private const int OneIn = 10;
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(1), ShortestPause = TimeSpan.FromMilliseconds(1);
    private readonly Lock _catching = new();
    private bool _isBehind, _isCatchingUp;

    /// <summary>Ends when features know what came late as if it had come in time.</summary>
    internal Task CaughtUp { get; private set; } = Task.CompletedTask;

    private void Follow(ImportedRows rows)
    {
        if (rows.Receipt.Accepted == 0)
            return;
        lock (_change)
        {
            TakeItems(rows.Items());
            if (rows.Receipt.AcceptedByTable.GetValueOrDefault("users") > 0)
                foreach (var (user, attributes) in _mine.Workspace.Resources.Users.Attributes())
                    _attributes.Change(user, attributes);
            var isLate = false;
            foreach (var turn in rows.Events().Chunk(EventsATurn))
                _gate.Write(() =>
                {
                    foreach (var happened in turn)
                    {
                        isLate |= happened.Time < _last;
                        Take(happened, rows.Mark);
                    }
                });
            if (!isLate)
                return;
        }
        lock (_catching)
            _isBehind = true;
        CatchUp();
    }

    private void TakeItems(Catalogue said)
    {
        foreach (var turn in Enumerable.Range(0, said.Count).Chunk(EventsATurn))
            _gate.Write(() =>
            {
                foreach (var item in turn)
                {
                    var here = _items.Ids.Add(said.Ids.IdAt(item));
                    _items.Change(here, said.Said(item));
                    _search.Changed(here);
                }
                _state.Facts.Forget();
            });
    }

    /// <summary>Lets the log be folded anew when features are behind and somebody asks them.</summary>
    private void CatchUp()
    {
        lock (_catching)
        {
            if (!_isBehind || _isCatchingUp || !HasPurchaseModel || _mine.Workspace.Log.Told is null)
                return;
            _isCatchingUp = true;
            CaughtUp = Task.Run(CatchUpAsync);
        }
    }

    private async Task CatchUpAsync()
    {
        while (true)
        {
            lock (_catching)
            {
                if (!_isBehind)
                {
                    _isCatchingUp = false;
                    return;
                }
                _isBehind = false;
            }
            var started = _mine.Clock.GetTimestamp();
            var isDone = TryFoldAnew();
            using var pause = new PeriodicTimer(isDone ? AtLeast(_mine.Clock.GetElapsedTime(started) * (OneIn - 1)) : TryAgain, _mine.Clock);
            await pause.WaitForNextTickAsync().ConfigureAwait(false);
        }
    }

    private static TimeSpan AtLeast(TimeSpan pause) => pause > ShortestPause ? pause : ShortestPause;

    /// <returns>False when the log could not be read, or not as far as the features know it; then they stay behind.</returns>
    private bool TryFoldAnew()
    {
        try
        {
            var isWhole = true;
            _features.Renew(() =>
            {
                var told = _mine.Workspace.Log.Told;
                var (log, until) = new Prepare(_mine).Marked(Purposes.Personalisation);
                isWhole = until.Group >= told; // a full disk may keep the database behind the journal
                return isWhole ? (Folded(log), until) : null;
            });
            lock (_catching)
                _isBehind |= !isWhole;
            return isWhole;
        }
        catch (Exception fault) when (fault is TaojinException or IOException or InvalidOperationException or System.Data.Common.DbException)
        {
            lock (_catching)
                _isBehind = true;
            return false;
        }
    }

    /// <summary>Features of a log that was just read, by the indexes of this shop.</summary>
    private FeatureReplay Folded(ShopLog log)
    {
        var (users, items) = (IndexesOf(log.Users, _users), IndexesOf(log.Items.Ids, _items.Ids));
        var here = new ShopLog
        {
            Users = _users,
            Items = _items,
            User = Array.ConvertAll(log.User, user => users[user]),
            Item = Array.ConvertAll(log.Item, item => item < 0 ? -1 : items[item]),
            Kind = log.Kind,
            Time = log.Time,
            Price = log.Price,
            Quantity = log.Quantity,
        };
        var features = new FeatureReplay(_items, _mine.Features);
        features.ObserveRange(here, 0, here.Count, threads: 1);
        return features;
    }

    private int[] IndexesOf(Vocabulary there, Vocabulary here)
    {
        var indexes = new int[there.Count];
        foreach (var turn in Enumerable.Range(0, there.Count).Chunk(4096))
            _gate.Write(() =>
            {
                foreach (var index in turn)
                    indexes[index] = here.Add(there.IdAt(index));
            });
        return indexes;
    }
}
