namespace Taojin.Cluster.Training;

/// <summary>What one process of the cluster does in a factorisation: it holds both sides' vectors whole, and improves those of its own blocks.</summary>
/// <remarks>The key is the process's address. Every call names its fit; one that is not open is refused. Vectors and rows travel as bytes: arrays of floats are ten times slower.</remarks>
[Alias("taojin.factor-node")]
internal interface IFactorNode : IGrainWithStringKey
{
    /// <summary>Starts a fit, and forgets whatever the node held before of its leader or of one that is gone.</summary>
    /// <returns>The port at which it takes blocks of others; 0 when it is held by the fit of another leader that lives.</returns>
    Task<int> Open(FactorPlan plan);

    /// <summary>Gives the node what the rows of a block touched.</summary>
    Task Give(string fit, BlockId block, [Immutable] byte[] rows);

    /// <summary>Improves a block's vectors, or solves them exactly, and sends them to the others; they count once the sweep is closed. Two at a time: one is sent while the next is solved.</summary>
    /// <returns>The others that could not be told.</returns>
    Task<string[]> Improve(SweepId sweep, BlockId block, [Immutable] Peer[] others);

    /// <summary>Lets the vectors of the sweep count; harmless when it was closed before.</summary>
    Task Close(SweepId sweep);

    /// <summary>Vectors of a block as they count now.</summary>
    Task<byte[]> Vectors(string fit, BlockId block);

    /// <summary>Sets vectors of a block at once: a node that came late is brought up to date.</summary>
    Task Set(string fit, BlockId block, [Immutable] byte[] vectors);

    /// <summary>Ends the fit and gives the memory back; harmless when the node holds another one.</summary>
    Task Forget(string fit);
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
