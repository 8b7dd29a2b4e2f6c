using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>One pass over rows of one side of a factorisation while the other side stands. Rows share nothing, so any block of them may be done anywhere.</summary>
/// <param name="options">Shape and weights.</param>
/// <param name="known">The side that stands, shape [columns of the rows × factors]; not changed meanwhile.</param>
/// <param name="threads">At most so many threads for its square, YᵀY: columns·f² ÷ 2 multiplications.</param>
public sealed class AlsSweep(ImplicitAlsOptions options, DenseRows known, int threads)
{
    private readonly AlsSolver _solver = new(known, AlsRule.Of(options), threads);

    /// <summary>Improves each row's vector by the solver of the options, from where it stands.</summary>
    /// <param name="rows">What each row touched, shape [rows × columns].</param>
    /// <param name="sought">The rows' vectors, shape [rows × factors]; written in place.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <exception cref="TooLittleDataException">The factors of a row cannot be told apart.</exception>
    public void Improve(CsrMatrix rows, DenseRows sought, FitContext context)
    {
        if (options.Solver == AlsMethod.Cholesky)
            Solve(rows, sought, context);
        else if (options.Solver == AlsMethod.ConjugateGradient)
            context.ForEachRow(rows.RowCount, () => (_solver.NewScratch(), new ConjugateGradient(options.Factors, options.Steps)), (row, scratch) => _solver.Improve(rows[row], sought[row], scratch));
        else
            context.ForEachRow(rows.RowCount, () => (_solver.NewScratch(), new BlockDescent(options.Factors, options.BlockSize)), (row, scratch) => _solver.Improve(rows[row], sought[row], scratch));
    }

    /// <summary>Solves each row's vector exactly.</summary>
    /// <inheritdoc cref="Improve" />
    public void Solve(CsrMatrix rows, DenseRows sought, FitContext context) =>
        context.ForEachRow(rows.RowCount, _solver.NewScratch, (row, scratch) => _solver.Solve(rows[row], sought[row], scratch));
}
