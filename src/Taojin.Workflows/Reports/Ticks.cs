namespace Taojin.Workflows.Reports;

/// <summary>Round marks for an axis that starts at 0: steps of 1, 2 or 5 times a power of ten.</summary>
internal static class Ticks
{
    private const int About = 5;

    /// <summary>Marks from 0 to the first at or above a value.</summary>
    public static IReadOnlyList<double> UpTo(double most)
    {
        var step = Step(most);
        return [.. Enumerable.Range(0, (int)Math.Ceiling((most / step) - 1e-9) + 1).Select(mark => Math.Round(mark * step, 12))];
    }

    /// <summary>Marks from 0 to the last that is not above a value.</summary>
    public static IReadOnlyList<double> Within(double most)
    {
        var step = Step(most);
        return [.. Enumerable.Range(0, (int)Math.Floor((most / step) + 1e-9) + 1).Select(mark => Math.Round(mark * step, 12))];
    }

    private static double Step(double most)
    {
        if (!(most > 0) || !double.IsFinite(most))
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most / About)));
        var digit = most / About / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
