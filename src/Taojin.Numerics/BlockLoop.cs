namespace Taojin.Numerics;

/// <summary>Parallel work over a few large blocks that share nothing, one block a turn.</summary>
public static class BlockLoop
{
    private const int RowsPerTurn = 64;

    /// <summary>Calls <paramref name="body"/> once for each block, in any order, on at most <paramref name="threads"/> threads.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for; it is looked at before every block.</exception>
    public static void ForEach(int blockCount, int threads, CancellationToken cancellation, Action<int> body) =>
        RowLoop.ForEach(blockCount * RowsPerTurn, threads, cancellation, row =>
        {
            if (row % RowsPerTurn == 0) // a row loop gives a thread sixty-four rows at a time: the first of them stands for the block
                body(row / RowsPerTurn);
        });
}
