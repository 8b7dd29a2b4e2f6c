namespace Taojin.Cluster.Sums;

/// <summary>What one process of the cluster does when sums over rows are made: it holds blocks of rows and adds up each. The key is the process's address.</summary>
[Alias("taojin.sum-node")]
internal interface ISumNode : IGrainWithStringKey
{
    /// <summary>Gives the node the rows of a block.</summary>
    /// <param name="block">Which.</param>
    /// <param name="left">Rows of X, as <see cref="Training.RowBytes"/>.</param>
    /// <param name="right">The same rows of Y; empty where Y is X.</param>
    Task Give(SumBlock block, [Immutable] byte[] left, [Immutable] byte[] right);

    /// <summary>Some rows of XᵀY over one block's rows, as <see cref="Training.RowBytes"/>.</summary>
    Task<byte[]> Rows(SumBlock block, SumStripe stripe);

    /// <summary>Xᵀ(XV) over one block's rows, as bytes of floats, shape [columns × any].</summary>
    Task<byte[]> Square(SumBlock block, [Immutable] byte[] vectors);

    /// <summary>Gives back the memory of all blocks of a matrix.</summary>
    Task Forget(string matrix);
}

/// <summary>A block of rows of a matrix.</summary>
/// <param name="Matrix">Name of the matrix.</param>
/// <param name="Number">Which block.</param>
[GenerateSerializer, Immutable, Alias("taojin.sum-block")]
internal readonly record struct SumBlock([property: Id(0)] string Matrix, [property: Id(1)] int Number);

/// <summary>Some rows of XᵀY.</summary>
/// <param name="From">The first.</param>
/// <param name="To">Behind the last.</param>
/// <param name="IsLower">Only columns up to the row's own.</param>
[GenerateSerializer, Immutable, Alias("taojin.sum-stripe")]
internal readonly record struct SumStripe([property: Id(0)] int From, [property: Id(1)] int To, [property: Id(2)] bool IsLower);
