using System.Collections.Concurrent;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>
/// Keeps what pages worked out, so that a second reader waits for nothing. What is older than two minutes, and than twenty times what it
/// took, is shown at once and worked out anew behind it: a machine is never more than a twentieth of its time at it. A publish or an import clears the shelf.
/// </summary>
internal sealed class Shelf(LiveShop shop, TimeProvider clock)
{
    private const int TimesItsCost = 20;
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
        else if (kept.Task.IsCompleted && clock.GetElapsedTime(kept.At) is var age && age > Fresh && age > TimesItsCost * kept.Took)
            Renew(name, kept, work);
        return (Task<T>)kept.Task;
    }

    /// <summary>Reads the published models again and forgets all that was worked out: after a publish, a rollback, an import.</summary>
    public void Renew()
    {
        shop.Reload();
        _kept.Clear();
    }

    /// <summary>Forgets one thing.</summary>
    public void Drop(string name) => _kept.TryRemove(name, out _);

    private void Renew<T>(string name, Kept old, Func<LiveShop, T> work)
    {
        var stamp = old with { At = clock.GetTimestamp() };
        if (_kept.TryUpdate(name, stamp, old)) // one renewal at a time
            _ = Start(work).Task.ContinueWith(done => { if (done.IsCompletedSuccessfully) _kept.TryUpdate(name, new(done, clock.GetTimestamp()) { Took = clock.GetElapsedTime(stamp.At) }, stamp); }, TaskScheduler.Default);
    }

    private Kept Start<T>(Func<LiveShop, T> work)
    {
        var kept = new Kept(Task.Run(() => work(shop)), clock.GetTimestamp());
        _ = kept.Task.ContinueWith(_ => kept.Took = clock.GetElapsedTime(kept.At), TaskScheduler.Default);
        return kept;
    }

    private sealed record Kept(Task Task, long At)
    {
        /// <summary>How long it was worked at.</summary>
        public TimeSpan Took { get; set; }
    }
}
