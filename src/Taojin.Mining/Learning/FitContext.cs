using Taojin.Numerics;

namespace Taojin.Mining.Learning;

/// <summary>How a run is done, as against what is learned: nothing here but <see cref="Seed"/> and a <see cref="Budget"/> that is spent may change the model.</summary>
public sealed record FitContext
{
    /// <summary>Names all chance of the run.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>At most so many threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Is told of each step.</summary>
    public IProgress<FitProgress>? Progress { get; init; }

    /// <summary>Ends the fit early, with nothing learned.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How long the fit may take; null for as long as it needs. A fit that it cuts short keeps what was learned so far.</summary>
    public FitBudget? Budget { get; init; }

    /// <summary>Adds up over rows elsewhere, with the same bits; null adds up here.</summary>
    public IPairSums? Sums { get; init; }

    /// <summary>A stream of chance for one purpose, such as <c>"implicit-als/init"</c>, and one index, such as an item.</summary>
    public SplitMix64 Random(string purpose, long index = 0) => SplitMix64.Stream(Seed, purpose, index);

    /// <summary>Work over rows that share nothing.</summary>
    public void ForEachRow(int rowCount, Action<int> body) => RowLoop.ForEach(rowCount, Threads, Cancellation, body);

    /// <summary>Work over rows that share nothing, with scratch space made once a thread.</summary>
    public void ForEachRow<TScratch>(int rowCount, Func<TScratch> scratch, Action<int, TScratch> body) =>
        RowLoop.ForEach(rowCount, Threads, Cancellation, scratch, body);
}

/// <summary>One step of a fit.</summary>
/// <param name="Stage">What is being fitted: the algorithm's name.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">What is minimised, if it was computed.</param>
public readonly record struct FitProgress(string Stage, int Step, int Steps, double? Loss = null);
