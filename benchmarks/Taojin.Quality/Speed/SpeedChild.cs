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
            "ease" => Fit(KnownSets.Beauty(given[0])!),
            "memory" => Factors(int.Parse(given[0], CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"No work '{work}'.", nameof(work)),
        };
        Console.Out.WriteLine(number.ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Seconds of a fit of EASE with λ = 100.</summary>
    private static double Fit(CsrMatrix matrix)
    {
        var (data, start) = (SyntheticShop.Of(matrix), Stopwatch.GetTimestamp());
        new Ease(new() { Regularization = 100 }).Fit(data, new FitContext { Threads = Threads });
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Fits 64 factors to a million users and a hundred thousand items; gives the number of interactions.</summary>
    private static double Factors(int perUser)
    {
        var data = SyntheticShop.Of(FitsAndLists.ManyUsers, FitsAndLists.ManyItems, perUser);
        new ImplicitAls(new() { Factors = 64, Epochs = 1, Solver = AlsMethod.ConjugateGradient }).Fit(data, new FitContext { Threads = Threads });
        return data.Matrix.EntryCount;
    }
}
