using System.Numerics.Tensors;

namespace Taojin.Numerics;

/// <summary>Draws near the solution of a row's equations by a few conjugate gradients, without forming their matrix.</summary>
/// <remarks>Takács, Pilászy &amp; Tikk, RecSys 2011, doi:10.1145/2043932.2043987. A step costs n² + 2·picked·n multiplications. One object a thread.</remarks>
/// <param name="size">n.</param>
/// <param name="steps">How many.</param>
public sealed unsafe class ConjugateGradient(int size, int steps)
{
    private const float Solved = 1e-12f; // of the right side's square: below it steps would follow rounding
    private readonly AlignedFloats _work = new(4L * (size + 16));

    /// <summary>Improves a vector, which may start anywhere; near the last solution is best.</summary>
    /// <param name="equations">Of one row.</param>
    /// <param name="vector">x, shape [n].</param>
    public void Improve(in RowEquations equations, Span<float> vector)
    {
        fixed (float* known = equations.Known.Values, gram = equations.Gram, weights = equations.Weights, given = vector)
        fixed (int* picked = equations.Picked)
        {
            var rows = new PickedRows { First = known, Length = size, Picked = picked, Weights = weights, Count = equations.Picked.Length };
            Descend(rows, gram, equations.Penalty, given);
        }
        GC.KeepAlive(_work); // of which the kernels know an address only
    }

    private void Descend(in PickedRows rows, float* gram, float penalty, float* given)
    {
        var stride = (size + 15) / 16 * 16;
        float* residual = _work.Start, direction = residual + stride, image = direction + stride;
        Span<float> x = new(given, size), r = new(residual, size), d = new(direction, size), a = new(image, size);
        Apply(rows, -1, ((nint)gram, penalty), given, residual);
        TensorPrimitives.Negate<float>(r, r);
        r.CopyTo(d);
        var rest = TensorPrimitives.SumOfSquares<float>(r);
        var enough = Solved * rest;
        for (var step = 0; step < steps && rest > enough && rest > float.Epsilon; step++)
        {
            Apply(rows, 0, ((nint)gram, penalty), direction, image);
            var length = rest / TensorPrimitives.Dot<float>(d, a);
            TensorPrimitives.MultiplyAdd(d, length, x, x);
            TensorPrimitives.MultiplyAdd(a, -length, r, r);
            var left = TensorPrimitives.SumOfSquares<float>(r);
            TensorPrimitives.MultiplyAdd(d, left / rest, r, d);
            rest = left;
        }
    }

    /// <summary>image = (G + penalty·I) v + Σ w (y·v + shift) y: with shift −1 at x that is the gradient.</summary>
    private void Apply(in PickedRows rows, float shift, (nint Gram, float Penalty) ground, float* vector, float* image)
    {
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(vector, size), ground.Penalty, new Span<float>(image, size));
        RowKernels.AddSymmetric((float*)ground.Gram, size, vector, image);
        RowKernels.AddProducts(rows, shift, vector, image);
    }
}
