namespace Taojin.Cluster.Training;

/// <summary>What one process of the cluster does in a factorisation: it holds both sides' vectors whole, and improves those of its own blocks.</summary>
/// <remarks>The key is the process's address. Vectors and rows travel as bytes: arrays of floats are ten times slower.</remarks>
[Alias("taojin.factor-node")]
internal interface IFactorNode : IGrainWithStringKey
{
    /// <summary>Starts a fit, and forgets whatever the node held before.</summary>
    Task Open(FactorPlan plan);

    /// <summary>Gives the node what the rows of a block touched.</summary>
    Task Give(BlockId block, [Immutable] byte[] rows);

    /// <summary>Improves a block's vectors, or solves them exactly, and sends them to the others; they count once the sweep is closed.</summary>
    /// <returns>The others that could not be told.</returns>
    Task<string[]> Improve(SweepId sweep, BlockId block, string[] others);

    /// <summary>Takes the vectors of a block that another node improved; those of any sweep but the one under way are late, and let fall.</summary>
    Task Take(SweepId sweep, BlockId block, [Immutable] byte[] vectors);

    /// <summary>Lets the vectors of the sweep count; harmless when it was closed before.</summary>
    Task Close(SweepId sweep);

    /// <summary>Vectors of a block as they count now.</summary>
    Task<byte[]> Vectors(BlockId block);

    /// <summary>Sets vectors of a block at once: a node that came late is brought up to date.</summary>
    Task Set(BlockId block, [Immutable] byte[] vectors);

    /// <summary>Ends the fit and gives the memory back.</summary>
    Task Forget();
}

/// <summary>A sweep over one side of a fit.</summary>
/// <param name="Fit">Which fit.</param>
/// <param name="Number">Which sweep of it, from 1.</param>
/// <param name="Side">Whose vectors are sought: 0 users, 1 items.</param>
/// <param name="IsExact">Whether rows are solved exactly, not only improved.</param>
[GenerateSerializer, Immutable, Alias("taojin.sweep")]
internal readonly record struct SweepId([property: Id(0)] string Fit, [property: Id(1)] int Number, [property: Id(2)] int Side, [property: Id(3)] bool IsExact);

/// <summary>A block of rows of one side.</summary>
/// <param name="Side">0 users, 1 items.</param>
/// <param name="Number">Which block of the side, from 0.</param>
[GenerateSerializer, Immutable, Alias("taojin.block")]
internal readonly record struct BlockId([property: Id(0)] int Side, [property: Id(1)] int Number)
{
    public const int Users = 0, Items = 1;
}

/// <summary>What every node must know of a fit.</summary>
/// <param name="Fit">Which fit.</param>
/// <param name="Options">Options of the algorithm as JSON.</param>
/// <param name="Factors">Length of each vector.</param>
/// <param name="Rows">Rows of each side, shape [2].</param>
/// <param name="Blocks">Blocks of each side, shape [2].</param>
/// <param name="Sweep">Sweeps done when the node joins.</param>
[GenerateSerializer, Immutable, Alias("taojin.factor-plan")]
internal sealed record FactorPlan(
    [property: Id(0)] string Fit,
    [property: Id(1)] string Options,
    [property: Id(2)] int Factors,
    [property: Id(3)] int[] Rows,
    [property: Id(4)] int[] Blocks,
    [property: Id(5)] int Sweep)
{
    /// <summary>First row of a block and how many there are; blocks differ by one row at most.</summary>
    public (int Start, int Count) RowsOf(BlockId block)
    {
        var (rows, blocks) = (Rows[block.Side], Blocks[block.Side]);
        var start = (int)((long)rows * block.Number / blocks);
        return (start, (int)((long)rows * (block.Number + 1) / blocks) - start);
    }

    /// <summary>All blocks of a side.</summary>
    public IEnumerable<BlockId> BlocksOf(int side) => Enumerable.Range(0, Blocks[side]).Select(number => new BlockId(side, number));
}
