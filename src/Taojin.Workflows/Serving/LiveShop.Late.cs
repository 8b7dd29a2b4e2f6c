using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Serving;

/// <content>
/// Features fold events in order of time: what came late is folded in as if it happened now, and then the log is folded anew beside the answers,
/// so that the state is that of a feed in order.
/// </content>
public sealed partial class LiveShop
{
    /// <summary>Folding anew takes at most this part of a core.</summary>
    private const int OneIn = 10;
    private static readonly TimeSpan LateBy = TimeSpan.FromMinutes(1), Seldom = TimeSpan.FromMinutes(5), TryAgain = TimeSpan.FromMinutes(1), Often = TimeSpan.FromMilliseconds(100);
    private readonly Lock _catching = new();
    private bool _isBehind, _isPressing, _isCatchingUp;
    private (long Started, TimeSpan Pause)? _folding;

    /// <summary>Ends when features know what came late as if it had come in time.</summary>
    internal Task CaughtUp { get; private set; } = Task.CompletedTask;

    /// <summary>Whether features would have folded an event before others that they know. Seconds of delay are usual, and move no feature far.</summary>
    private bool IsLate(Instant time) => time + LateBy < new Instant(Math.Min(_last.Microseconds, _mine.Now.Microseconds));

    /// <summary>Something came late.</summary>
    /// <param name="isPressing">Whether features wait only until a tenth of a core is free for it: a file that is late was meant to come so. Stragglers among live events, which never end, are gathered for five minutes.</param>
    private void FallBehind(bool isPressing)
    {
        lock (_catching)
            (_isBehind, _isPressing) = (true, _isPressing || isPressing);
        CatchUp();
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
        using var look = new PeriodicTimer(Often, _mine.Clock);
        while (IsStillBehind())
        {
            while (!IsDue() && !_mine.Workspace.Log.IsClosed)
                await look.WaitForNextTickAsync().ConfigureAwait(false);
            lock (_catching)
                (_isBehind, _isPressing) = (false, false);
            var started = _mine.Clock.GetTimestamp();
            var isDone = TryFoldAnew();
            lock (_catching)
                _folding = (started, isDone ? _mine.Clock.GetElapsedTime(started) * OneIn : TryAgain);
        }
    }

    private bool IsStillBehind()
    {
        lock (_catching)
            return _isCatchingUp = _isBehind && !_mine.Workspace.Log.IsClosed;
    }

    private bool IsDue()
    {
        lock (_catching)
            return _folding is not var (started, pause) || (_mine.Clock.GetElapsedTime(started) is var since && since >= pause && (_isPressing || since >= Seldom));
    }

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
            if (!isWhole)
                StayBehind();
            return isWhole;
        }
        catch (Exception fault) when (fault is TaojinException or IOException or InvalidOperationException or System.Data.Common.DbException)
        {
            StayBehind();
            return false;
        }
    }

    private void StayBehind()
    {
        lock (_catching)
            (_isBehind, _isPressing) = (true, true);
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
