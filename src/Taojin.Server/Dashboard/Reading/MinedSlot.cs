namespace Taojin.Server.Dashboard.Reading;

/// <summary>One mining in memory.</summary>
internal abstract class MinedSlot
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);

    /// <summary>Held by whoever looks or changes.</summary>
    public Lock Turn { get; } = new();

    /// <summary>When it was last seen whether it still holds, by the clock's timestamp; null: it has to be.</summary>
    public long? Looked { get; set; }

    /// <summary>Since when it is being mined; null when it is not.</summary>
    public long? Started { get; set; }

    /// <summary>What the last look cost.</summary>
    protected TimeSpan Cost { get; set; }

    /// <summary>Whether it is time to see whether it still holds.</summary>
    public bool IsDue(TimeProvider clock, int timesItsCost) => Looked is not { } looked || (clock.GetElapsedTime(looked) is var age && age > Fresh && age > timesItsCost * Cost);
}

/// <summary>One mining in memory.</summary>
/// <param name="before">What a server before has kept.</param>
internal sealed class MinedSlot<T>(KeptResult<T>? before) : MinedSlot
{
    /// <summary>The last one.</summary>
    public KeptResult<T>? Shown { get; private set; } = before;

    /// <summary>The next one.</summary>
    public Task<KeptResult<T>>? Coming { get; set; }

    /// <summary>Takes what was mined.</summary>
    /// <param name="mined">It.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="cost">How long it took to know it.</param>
    /// <returns>Whether it is another than before.</returns>
    public bool Keep(KeptResult<T> mined, long now, TimeSpan cost)
    {
        var isNew = !ReferenceEquals(mined, Shown);
        (Shown, Looked, Cost) = (mined, now, cost);
        return isNew;
    }

    /// <summary>Nothing is coming any more; where nothing came, it is tried again later, and at once where there is nothing to show.</summary>
    /// <param name="now">The clock's timestamp.</param>
    public void Rest(long now)
    {
        lock (Turn)
            (Coming, Started, Looked) = (null, null, Shown is null ? null : Looked ?? now);
    }
}
