namespace Taojin.Mining.Marketing.Channels;

/// <summary>Sales and spending by week.</summary>
public sealed record MediaTable
{
    /// <summary>Names of the channels.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Money spent in each week, shape [channels][weeks].</summary>
    public required double[][] Spend { get; init; }

    /// <summary>Sales of each week, above 0, shape [weeks].</summary>
    public required double[] Sales { get; init; }

    /// <summary>What else moves sales, shape [columns][weeks]; trend and seasons are added by <see cref="WithSeasons"/>.</summary>
    public double[][] Controls { get; init; } = [];

    /// <summary>Number of weeks.</summary>
    public int Weeks => Sales.Length;

    /// <summary>Adds a constant, a straight trend and two waves a year.</summary>
    public MediaTable WithSeasons()
    {
        double[] Column(Func<double, double> value) => [.. Enumerable.Range(0, Weeks).Select(week => value(week))];
        double[] Wave(int perYear, double shift) => Column(week => Math.Sin((2 * Math.PI * perYear * week / 52.1775) + shift));
        return this with { Controls = [Column(_ => 1), Column(week => week / Weeks), Wave(1, 0), Wave(1, Math.PI / 2), Wave(2, 0), Wave(2, Math.PI / 2), .. Controls] };
    }

    /// <summary>Weeks from the start.</summary>
    public MediaTable First(int weeks) => this with
    {
        Spend = [.. Spend.Select(each => each[..weeks])], Sales = Sales[..weeks], Controls = [.. Controls.Select(each => each[..weeks])],
    };
}

/// <summary>An experiment that says what a channel brought in some weeks.</summary>
/// <param name="Channel">Index of the channel.</param>
/// <param name="FirstWeek">First week, from 0.</param>
/// <param name="Weeks">Number of weeks.</param>
/// <param name="Sales">Sales that the channel brought in these weeks.</param>
/// <param name="Error">Standard error of that.</param>
public sealed record MediaExperiment(int Channel, int FirstWeek, int Weeks, double Sales, double Error);
