namespace Taojin.Numerics;

/// <summary>Finds the least of a smooth function of a few variables from its gradient.</summary>
/// <remarks>BFGS with a weak Wolfe line search by bisection. Nocedal &amp; Wright, "Numerical Optimization", 2006, chapter 6, doi:10.1007/978-0-387-40065-5; Lewis &amp; Overton 2013, doi:10.1007/s10107-012-0514-2.</remarks>
public static class QuasiNewton
{
    private const double Sufficient = 1e-4, Curvature = 0.9, LongestStep = 3;
    private const int MostTries = 60;

    /// <summary>A function: gives its value and writes its gradient, both finite where it may be asked.</summary>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Where the search ended.</summary>
    /// <param name="Point">The best point.</param>
    /// <param name="Value">The function there.</param>
    /// <param name="Steps">Steps taken.</param>
    /// <param name="HasConverged">Whether the gradient fell under the tolerance or no step could better the value.</param>
    public sealed record Result(double[] Point, double Value, int Steps, bool HasConverged);

    /// <summary>Searches from a point.</summary>
    /// <param name="function">What is minimised; NaN and infinities count as worse than anything.</param>
    /// <param name="start">Where to begin; left as it is.</param>
    /// <param name="tolerance">Largest part of the gradient at the end, relative to 1 + |value|.</param>
    /// <param name="mostSteps">At most so many steps.</param>
    /// <param name="inverseHessian">The inverse of the Hessian near the start, where it is known: then few steps are needed. Left as it is.</param>
    public static Result Minimise(Function function, ReadOnlySpan<double> start, double tolerance = 1e-9, int mostSteps = 200, double[,]? inverseHessian = null)
    {
        var size = start.Length;
        var state = new Search(function, start.ToArray());
        var inverse = (double[,]?)inverseHessian?.Clone() ?? Identity(size);
        for (var step = 1; step <= mostSteps; step++)
        {
            if (Largest(state.Gradient) <= tolerance * (1 + Math.Abs(state.Value)))
                return new(state.Point, state.Value, step - 1, true);
            var direction = Times(inverse, state.Gradient, -1);
            if (Dot(direction, state.Gradient) >= 0)
                direction = Times(inverse = Identity(size), state.Gradient, -1);
            var length = Math.Sqrt(Dot(direction, direction));
            if (length > LongestStep)
                for (var index = 0; index < size; index++)
                    direction[index] *= LongestStep / length;
            var (before, gradient) = ((double[])state.Point.Clone(), (double[])state.Gradient.Clone());
            if (!state.Walk(direction))
                return new(state.Point, state.Value, step, true); // rounding: no step betters it
            Update(inverse, Difference(state.Point, before), Difference(state.Gradient, gradient), isFirst: step == 1 && inverseHessian is null);
        }
        return new(state.Point, state.Value, mostSteps, false);
    }

    /// <summary>The Hessian at a point by central differences of the gradient, symmetric, shape [size, size].</summary>
    public static double[,] Hessian(Function function, ReadOnlySpan<double> point, double width = 1e-4)
    {
        var size = point.Length;
        var hessian = new double[size, size];
        var (moved, up, down) = (point.ToArray(), new double[size], new double[size]);
        for (var row = 0; row < size; row++)
        {
            moved[row] = point[row] + width;
            function(moved, up);
            moved[row] = point[row] - width;
            function(moved, down);
            moved[row] = point[row];
            for (var column = 0; column < size; column++)
            {
                hessian[row, column] += (up[column] - down[column]) / (4 * width);
                hessian[column, row] += (up[column] - down[column]) / (4 * width);
            }
        }
        return hessian;
    }

    private static void Update(double[,] inverse, double[] moved, double[] turned, bool isFirst)
    {
        var (size, product) = (moved.Length, Dot(moved, turned));
        if (!(product > 1e-300))
            return;
        if (isFirst)
            for (var index = 0; index < size; index++)
                inverse[index, index] = product / Dot(turned, turned);
        var carried = Times(inverse, turned, 1);
        var factor = (1 + (Dot(turned, carried) / product)) / product;
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                inverse[row, column] += (factor * moved[row] * moved[column]) - (((carried[row] * moved[column]) + (moved[row] * carried[column])) / product);
    }

    private static double[,] Identity(int size)
    {
        var identity = new double[size, size];
        for (var index = 0; index < size; index++)
            identity[index, index] = 1;
        return identity;
    }

    private static double[] Times(double[,] matrix, double[] vector, double scale)
    {
        var product = new double[vector.Length];
        for (var row = 0; row < vector.Length; row++)
            for (var column = 0; column < vector.Length; column++)
                product[row] += scale * matrix[row, column] * vector[column];
        return product;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var index = 0; index < a.Length; index++)
            sum += a[index] * b[index];
        return sum;
    }

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (left, right) => left - right)];

    private static double Largest(double[] values) => values.Max(Math.Abs);

    /// <summary>The point where the search is, and steps from it.</summary>
    private sealed class Search
    {
        private readonly Function _function;

        public Search(Function function, double[] start)
        {
            (_function, Point, Gradient) = (function, start, new double[start.Length]);
            Value = function(start, Gradient);
        }

        public double[] Point { get; private set; }

        public double[] Gradient { get; private set; }

        public double Value { get; private set; }

        /// <summary>Goes along a direction until the value has fallen enough and the slope has flattened; false when no step betters it.</summary>
        public bool Walk(double[] direction)
        {
            var (low, high, step, slope) = (0.0, double.PositiveInfinity, 1.0, Dot(direction, Gradient));
            var (point, gradient, best) = (new double[Point.Length], new double[Point.Length], (Value: double.PositiveInfinity, Point: Point, Gradient: Gradient));
            for (var attempt = 0; attempt < MostTries; attempt++)
            {
                for (var index = 0; index < point.Length; index++)
                    point[index] = Point[index] + (step * direction[index]);
                var value = _function(point, gradient);
                if (value < best.Value)
                    best = (value, (double[])point.Clone(), (double[])gradient.Clone());
                if (!(value <= Value + (Sufficient * step * slope)))
                    high = step;
                else if (Dot(direction, gradient) < Curvature * slope)
                    low = step;
                else
                    break;
                step = double.IsInfinity(high) ? 2 * step : (low + high) / 2;
            }
            if (!(best.Value < Value))
                return false;
            (Point, Gradient, Value) = (best.Point, best.Gradient, best.Value);
            return true;
        }
    }
}
