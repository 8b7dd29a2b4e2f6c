using System.Collections.Concurrent;
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
    private readonly KeptFiles _files;
    private readonly TimeProvider _clock;
    private int _erasures;

    /// <param name="shop">The shop that is looked at.</param>
    /// <param name="clock">Says how old things are.</param>
    public Shelf(LiveShop shop, TimeProvider clock)
    {
        (Shop, _files, _clock) = (shop, new(shop.Mine), clock);
        shop.FollowErasures(Forget);
    }

    /// <summary>The shop that is looked at.</summary>
    public LiveShop Shop { get; }

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

    /// <summary>The same for what takes long: what a server before has kept is shown at once, and mined anew behind it only when log, catalogue or models are others.</summary>
    public Task<T> Get<T>(Mining<T> mining)
    {
        if (!_kept.ContainsKey(mining.Name) && _files.Read<T>(mining.Name) is { } before)
            _kept.TryAdd(mining.Name, new(Task.FromResult(before.Result), 0)); // old enough to be looked after at once
        return Get(mining.Name, shop => Mined(mining, shop));
    }

    private T Mined<T>(Mining<T> mining, LiveShop shop)
    {
        var (ground, erasures) = (_files.Ground, _erasures);
        if (_files.Read<T>(mining.Name) is { } known && known.Ground == ground)
            return known.Result;
        var result = mining.Work(shop);
        if (erasures == _erasures)
            _files.Write(mining.Name, ground, result); // else somebody may be named in it who was erased meanwhile
        return result;
    }

    /// <summary>Reads the published models again and forgets all that was worked out: after a publish, a rollback, an import.</summary>
    public void Renew()
    {
        Shop.Reload();
        _kept.Clear();
    }

    /// <summary>Whoever is erased is on no page any more, and in nothing that is kept: what is being mined at this moment is not kept either.</summary>
    private void Forget()
    {
        Interlocked.Increment(ref _erasures);
        _files.Clear();
        _kept.Clear();
    }

    /// <summary>Forgets one thing.</summary>
    public void Drop<T>(Mining<T> mining)
    {
        _files.Delete(mining.Name);
        _kept.TryRemove(mining.Name, out _);
    }

    private void Renew<T>(string name, Kept old, Func<LiveShop, T> work)
    {
        if (!_renewed.TryAdd(name, old))
            return; // one renewal at a time, however long it takes
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
