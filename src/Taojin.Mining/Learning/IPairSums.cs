using Taojin.Numerics;

namespace Taojin.Mining.Learning;

/// <summary>Adds up products of columns over blocks of rows elsewhere, such as on the machines of a cluster: the bits are those of <see cref="PairSums"/> here.</summary>
public interface IPairSums
{
    /// <summary>Gives the rows of XᵀY one by one, in any order and from several threads.</summary>
    /// <param name="factors">X, shape [rows × columns], and Y, as many rows.</param>
    /// <param name="isLower">Only columns up to the row's own.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <param name="take">Takes a row.</param>
    void ForEachRow((CsrMatrix Left, CsrMatrix Right) factors, bool isLower, FitContext context, Action<SumRow> take);

    /// <summary>Replaces V by Xᵀ(XV).</summary>
    /// <param name="rows">X, shape [rows × columns].</param>
    /// <param name="vectors">V, shape [columns × any].</param>
    /// <param name="context">Threads and cancellation.</param>
    void Square(CsrMatrix rows, DenseRows vectors, FitContext context);
}

/// <summary>A row of sums.</summary>
/// <param name="Row">Its index.</param>
/// <param name="Columns">Columns that are not 0, ascending.</param>
/// <param name="Values">Their sums.</param>
public readonly record struct SumRow(int Row, ReadOnlyMemory<int> Columns, ReadOnlyMemory<float> Values);
