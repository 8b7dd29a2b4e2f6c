using System.Runtime.ExceptionServices;

namespace Taojin.Numerics;

/// <summary>Parallel work over rows that share nothing, so that the number of threads cannot change the outcome.</summary>
public static class RowLoop
{
    private const int RowsPerTurn = 64;

    /// <summary>Calls <paramref name="body"/> once for each row, in any order, on at most <paramref name="threads"/> threads.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for; it is looked at every 64 rows.</exception>
    public static void ForEach(int rowCount, int threads, CancellationToken cancellation, Action<int> body) =>
        ForEach(rowCount, threads, cancellation, () => 0, (row, _) => body(row));

    /// <summary>The same with scratch space, made once a thread.</summary>
    public static void ForEach<TScratch>(
        int rowCount, int threads, CancellationToken cancellation, Func<TScratch> scratch, Action<int, TScratch> body)
    {
        cancellation.ThrowIfCancellationRequested();
        var next = 0;
        void Work()
        {
            var mine = scratch();
            for (int start; (start = Interlocked.Add(ref next, RowsPerTurn) - RowsPerTurn) < rowCount;)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var row = start; row < Math.Min(rowCount, start + RowsPerTurn); row++)
                    body(row, mine);
            }
        }
        if (threads <= 1 || rowCount <= RowsPerTurn)
            Work();
        else
            Together(threads, cancellation, Work);
    }

    /// <summary>Runs the work on each thread; what one of them throws comes out as it would from a plain loop.</summary>
    private static void Together(int threads, CancellationToken cancellation, Action work)
    {
        try
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, _ => work());
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }
}
