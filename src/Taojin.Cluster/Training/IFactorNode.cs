namespace Taojin.Cluster.Training;

/// <summary>What one process of the cluster does in a factorisation: it holds both sides' vectors whole, and improves those of its own blocks.</summary>
/// <remarks>The key is the process's address. Vectors and rows travel as bytes: arrays of floats are ten times slower.</remarks>
[Alias("taojin.factor-node")]
internal interface IFactorNode : IGrainWithStringKey
{
    /// <summary>Starts a fit, and forgets whatever the node held before.</summary>
    /// <returns>The port at which it takes blocks of others.</returns>
    Task<int> Open(FactorPlan plan);

    /// <summary>Gives the node what the rows of a block touched.</summary>
    Task Give(BlockId block, [Immutable] byte[] rows);

    /// <summary>Improves a block's vectors, or solves them exactly, and sends them to the others; they count once the sweep is closed. Two at a time: one is sent while the next is solved.</summary>
    /// <returns>The others that could not be told.</returns>
    Task<string[]> Improve(SweepId sweep, BlockId block, [Immutable] Peer[] others);

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

/// <summary>A process that takes blocks.</summary>
/// <param name="Node">Its key.</param>
/// <param name="Port">The port at which it takes them.</param>
[GenerateSerializer, Immutable, Alias("taojin.peer")]
internal readonly record struct Peer([property: Id(0)] string Node, [property: Id(1)] int Port);
