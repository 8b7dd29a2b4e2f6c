using System.Diagnostics;
using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Quality.Speed;

/// <summary>Work that is measured in a process of its own, so that its memory is known.</summary>
internal static class SpeedChild
{
    private const int Threads = 2;

    /// <summary>Does a named piece of work and prints a number of it.</summary>
    public static int Run(string work, string[] given)
    {
        var number = work switch
        {
            "ease" => Ease(KnownSets.Beauty(given[0])!),
            "memory" => TwentyMillion(),
            _ => throw new ArgumentException($"No work '{work}'.", nameof(work)),
        };
        Console.Out.WriteLine(number.ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Seconds of a fit of EASE with λ = 100: the Gram matrix of the items, its inverse in its place, the weights.</summary>
    private static double Ease(CsrMatrix matrix)
    {
        var start = Stopwatch.GetTimestamp();
        ItemWeights(matrix, 100); // here stands new Ease(new() { Regularization = 100 }).Fit(…) once that class is there
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Bⱼᵢ = −Pⱼᵢ ÷ Pᵢᵢ with P = (XᵀX + λI)⁻¹, and 0 on the diagonal (Steck 2019, doi:10.1145/3308558.3313710).</summary>
    private static float[] ItemWeights(CsrMatrix matrix, float regularization)
    {
        var items = matrix.ColumnCount;
        var square = new float[(long)items * items];
        for (var user = 0; user < matrix.RowCount; user++)
            foreach (var item in matrix[user].Columns)
                foreach (var other in matrix[user].Columns)
                    square[(item * items) + other]++;
        for (var item = 0; item < items; item++)
            square[(item * items) + item] += regularization;
        if (!SpdMatrix.TryInvert(square, items, Threads))
            throw new InvalidOperationException("The Gram matrix is not positive definite.");
        var diagonal = new float[items];
        for (var item = 0; item < items; item++)
            diagonal[item] = square[(item * items) + item];
        for (var item = 0; item < items; item++)
            for (var other = 0; other < items; other++)
                square[(item * items) + other] = item == other ? 0 : -square[(item * items) + other] / diagonal[other];
        return square;
    }

    /// <summary>Fits 64 factors to a million users and a hundred thousand items; gives the number of interactions.</summary>
    private static double TwentyMillion()
    {
        var data = SyntheticShop.Of(1_000_000, 100_000, 21);
        new ImplicitAls(new() { Factors = 64, Epochs = 1, Solver = AlsMethod.ConjugateGradient }).Fit(data, new FitContext { Threads = Threads });
        return data.Matrix.EntryCount;
    }
}
