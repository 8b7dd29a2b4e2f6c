using System.Collections.Concurrent;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>
/// Keeps what pages worked out, so that a second reader waits for nothing. What is older than two minutes is shown at once and worked
/// out anew behind it; a publish or an import clears the shelf.
/// </summary>
internal sealed class Shelf(LiveShop shop, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>The shop that is looked at.</summary>
    public LiveShop Shop => shop;

    /// <summary>What a name stands for, worked out on a thread of its own the first time.</summary>
    public Task<T> Get<T>(string name, Func<LiveShop, T> work)
    {
        var kept = _kept.GetOrAdd(name, _ => Start(work));
        if (kept.Task.IsFaulted)
            _kept.TryRemove(new(name, kept)); // the next reader tries again
        else if (kept.Task.IsCompleted && clock.GetElapsedTime(kept.At) > Fresh)
            Renew(name, kept, work);
        return (Task<T>)kept.Task;
    }

    /// <summary>Reads the published models again and forgets all that was worked out: after a publish, a rollback, an import.</summary>
    public void Renew()
    {
        shop.Reload();
        _kept.Clear();
    }

    private void Renew<T>(string name, Kept old, Func<LiveShop, T> work)
    {
        var stamp = old with { At = clock.GetTimestamp() };
        if (_kept.TryUpdate(name, stamp, old)) // one renewal at a time
            _ = Task.Run(() => work(shop)).ContinueWith(done => { if (done.IsCompletedSuccessfully) _kept.TryUpdate(name, new(done, clock.GetTimestamp()), stamp); }, TaskScheduler.Default);
    }

    private Kept Start<T>(Func<LiveShop, T> work) => new(Task.Run(() => work(shop)), clock.GetTimestamp());

    private sealed record Kept(Task Task, long At);
}
