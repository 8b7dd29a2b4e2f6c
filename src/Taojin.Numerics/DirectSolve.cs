namespace Taojin.Numerics;

/// <summary>Solves a row's equations exactly (Cholesky). One object a thread.</summary>
/// <remarks>Costs picked·n² ÷ 2 + n³ ÷ 6 multiplications and n² + 16 K floats of memory.</remarks>
/// <param name="size">n.</param>
public sealed unsafe class DirectSolve(int size)
{
    private readonly NormalMatrix _matrix = new(size);

    /// <summary>Forms and factors the matrix of a row, for <see cref="Solve"/>.</summary>
    /// <returns>False when it is not positive definite.</returns>
    public bool TryFactor(in RowEquations equations) => _matrix.TryFactor(equations, 0, size);

    /// <summary>Solves for any right side, in place.</summary>
    /// <param name="vector">b, which becomes x, shape [n].</param>
    public void Solve(Span<float> vector) => _matrix.Solve(vector);

    /// <summary>Solves the row's own equations.</summary>
    /// <param name="equations">Of one row.</param>
    /// <param name="vector">Receives x, shape [n].</param>
    /// <returns>False when the matrix is not positive definite; the vector is then of no use.</returns>
    public bool TrySolve(in RowEquations equations, Span<float> vector)
    {
        vector.Clear();
        if (!TryFactor(equations))
            return false;
        fixed (float* known = equations.Known.Values, weights = equations.Weights, sum = vector)
        fixed (int* picked = equations.Picked)
            RowKernels.AddRows(new PickedRows { First = known, Length = size, Picked = picked, Weights = weights, Count = equations.Picked.Length }, sum);
        Solve(vector);
        return true;
    }
}
