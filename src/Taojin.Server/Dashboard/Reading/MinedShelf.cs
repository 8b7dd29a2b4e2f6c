using System.Collections.Concurrent;
using Taojin.Data;
using Taojin.Server.Dashboard.Hosting;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>
/// Minings as pages show them: the last one at once, whichever server mined it, and behind it a new one when what it was mined from is another.
/// One is mined at a time, and not before the page that asked for it has been sent.
/// </summary>
internal sealed class MinedShelf(LiveShop shop, TimeProvider clock)
{
    /// <summary>A page may have what is older than so many times what it took mined anew.</summary>
    public const int TimesItsCost = 20;

    private readonly ConcurrentDictionary<string, MinedSlot> _slots = new(StringComparer.Ordinal);
    private readonly KeptFiles _files = new(shop.Mine.Workspace.Folder);
    private readonly Lock _order = new();
    private Task _turn = Task.CompletedTask;
    private int _erasures;

    /// <summary>How long a page has the machine for itself before what it shows is mined anew.</summary>
    public TimeSpan Before { get; init; } = Courtesy.ToOnePage;

    /// <summary>How a mining stands now. What is older than two minutes, and than so many times what it took, is mined anew from here on.</summary>
    public MinedSight<T> Look<T>(Mining<T> mining, int timesItsCost = TimesItsCost)
    {
        var slot = SlotOf(mining);
        lock (slot.Turn)
        {
            if (slot.Coming is null && slot.IsDue(clock, timesItsCost))
                slot.Coming = Task.Run(() => RenewAsync(mining, slot));
            return new(slot.Shown, slot.Coming, slot.Started is { } started ? clock.GetElapsedTime(started) : null);
        }
    }

    /// <summary>What was mined last, and nothing is begun; null where nothing was.</summary>
    public KeptResult<T>? Last<T>(Mining<T> mining) => SlotOf(mining).Shown;

    /// <summary>What was mined last; waits where nothing was.</summary>
    /// <exception cref="TaojinException">Something is missing for it.</exception>
    public async Task<T> Get<T>(Mining<T> mining)
    {
        var sight = Look(mining);
        return (sight.Shown ?? await sight.Coming!).Outcome;
    }

    /// <summary>Data or models have changed: whatever is shown is looked after at once.</summary>
    public void Age()
    {
        foreach (var slot in _slots.Values)
            slot.Looked = null;
    }

    /// <summary>Forgets one.</summary>
    public void Drop<T>(Mining<T> mining)
    {
        _files.Delete(mining.Name);
        _slots.TryRemove(mining.Name, out _);
    }

    /// <summary>Whoever is erased is in nothing that is kept: what is being mined at this moment is not kept either.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _erasures);
        _files.Clear();
        _slots.Clear();
    }

    private MinedSlot<T> SlotOf<T>(Mining<T> mining) => (MinedSlot<T>)_slots.GetOrAdd(mining.Name, name => new MinedSlot<T>(_files.Read<T>(name)));

    private async Task<KeptResult<T>> RenewAsync<T>(Mining<T> mining, MinedSlot<T> slot)
    {
        if (slot.Shown is not null)
            await Before.PassAsync();
        try
        {
            return await InTurn(() => Renewed(mining, slot));
        }
        finally
        {
            slot.Rest(clock.GetTimestamp());
        }
    }

    private KeptResult<T> Renewed<T>(Mining<T> mining, MinedSlot<T> slot)
    {
        var (erasures, start) = (_erasures, clock.GetTimestamp());
        var mined = Mined(mining, slot);
        if (erasures == _erasures && slot.Keep(mined, clock.GetTimestamp(), clock.GetElapsedTime(start)))
            _files.Write(mining.Name, mined); // else somebody may be named in it who was erased meanwhile
        return mined;
    }

    /// <summary>One after another: two minings at once would each be slower, and hold twice the memory.</summary>
    private Task<T> InTurn<T>(Func<T> work)
    {
        lock (_order)
        {
            var next = _turn.ContinueWith(_ => work(), TaskScheduler.Default);
            _turn = next;
            return next;
        }
    }

    /// <summary>What is shown where it was mined from the same; else it is mined.</summary>
    private KeptResult<T> Mined<T>(Mining<T> mining, MinedSlot<T> slot)
    {
        var ground = mining.Ground(shop.Mine);
        if (slot.Shown is { } known && known.Ground == ground)
            return known;
        var start = clock.GetTimestamp();
        slot.Started = start;
        try
        {
            return Kept(mining.Work(shop), null);
        }
        catch (TaojinException missing) when (missing.MessageZh is null)
        {
            return Kept(default, new(missing.Code, missing.Message, missing.Remedy));
        }
        KeptResult<T> Kept(T? result, KeptFault? fault) => new(BrowserFiles.Version, ground, Instant.Of(clock.GetUtcNow()), clock.GetElapsedTime(start).TotalSeconds, result, fault);
    }
}

/// <summary>How a mining stands.</summary>
/// <param name="Shown">The last one; null before there is any.</param>
/// <param name="Coming">The one that is looked after now; null when none is.</param>
/// <param name="Since">For how long it has been mined; null when it waits for its turn, or when nothing has changed.</param>
internal readonly record struct MinedSight<T>(KeptResult<T>? Shown, Task<KeptResult<T>>? Coming, TimeSpan? Since);
