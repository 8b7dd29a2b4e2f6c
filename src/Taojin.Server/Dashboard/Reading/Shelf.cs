using System.Collections.Concurrent;
using Taojin.Storage;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>
/// Keeps what pages worked out, so that a second reader waits for nothing. What is older than two minutes, and than twenty times what it
/// took, is shown at once and worked out anew behind it: a machine is never more than a twentieth of its time at it. A publish or an import clears the shelf.
/// </summary>
internal sealed class Shelf
{
    private const int TimesItsCost = 20;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Kept> _renewed = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private Action? _renewals;

    /// <param name="shop">The shop that is looked at.</param>
    /// <param name="clock">Says how old things are.</param>
    public Shelf(LiveShop shop, TimeProvider clock)
    {
        (Shop, Mined, _clock) = (shop, new(shop, clock), clock);
        shop.FollowErasures(Forget);
    }

    /// <summary>Tells whenever all that was worked out has been forgotten.</summary>
    public void FollowRenewals(Action renewed) => _renewals += renewed;

    /// <summary>The shop that is looked at.</summary>
    public LiveShop Shop { get; }

    /// <summary>What takes long.</summary>
    public MinedShelf Mined { get; init; }

    /// <summary>What a name stands for, worked out on a thread of its own the first time.</summary>
    public Task<T> Get<T>(string name, Func<LiveShop, T> work)
    {
        var kept = _kept.GetOrAdd(name, _ => Start(work));
        if (kept.Task.IsFaulted)
            _kept.TryRemove(new(name, kept)); // the next reader tries again
        else if (kept.Task.IsCompleted && _clock.GetElapsedTime(kept.At) is var age && age > Fresh && age > TimesItsCost * kept.Took)
            Renew(name, kept, work);
        return (Task<T>)kept.Task;
    }

    /// <summary>How large the log is; an empty one is looked at each time, so that its first event shows.</summary>
    public async Task<LogSummary> Summary() =>
        await Get("summary", shop => shop.Mine.Workspace.Log.Summary()) is { Events: > 0 } known ? known : await Task.Run(Shop.Mine.Workspace.Log.Summary);

    /// <summary>Reads the published models again, forgets what was worked out and looks after what was mined: after a publish, a rollback, an import.</summary>
    public void Renew()
    {
        Shop.Reload();
        _kept.Clear();
        Mined.Age();
        _renewals?.Invoke();
    }

    /// <summary>Whoever is erased is on no page any more, and in nothing that is kept.</summary>
    private void Forget()
    {
        Mined.Forget();
        _kept.Clear();
    }

    private void Renew<T>(string name, Kept old, Func<LiveShop, T> work)
    {
        if (!_renewed.TryAdd(name, old))
            return; // one renewal at a time, however long it takes
        _ = RenewAsync(name, old, work);
    }

    /// <summary>The page that is shown meanwhile has the machine for itself first.</summary>
    private async Task RenewAsync<T>(string name, Kept old, Func<LiveShop, T> work)
    {
        await Courtesy.ToOnePage.PassAsync();
        var start = _clock.GetTimestamp();
        _ = Start(work).Task.ContinueWith(
            done =>
            {
                var now = _clock.GetTimestamp();
                _kept.TryUpdate(name, done.IsCompletedSuccessfully ? new(done, now) { Took = _clock.GetElapsedTime(start) } : old with { At = now }, old);
                _renewed.TryRemove(name, out _);
            },
            TaskScheduler.Default);
    }

    private Kept Start<T>(Func<LiveShop, T> work)
    {
        var kept = new Kept(Task.Run(() => work(Shop)), _clock.GetTimestamp());
        _ = kept.Task.ContinueWith(_ => kept.Took = _clock.GetElapsedTime(kept.At), TaskScheduler.Default);
        return kept;
    }

    private sealed record Kept(Task Task, long At)
    {
        /// <summary>How long it was worked at.</summary>
        public TimeSpan Took { get; set; }
    }
}
