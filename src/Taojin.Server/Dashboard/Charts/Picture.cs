namespace Taojin.Server.Dashboard.Charts;

/// <summary>A picture with the figures behind it.</summary>
public sealed record Picture
{
    /// <summary>Name of the files it is saved as, in kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What it says and what it does not, in a sentence.</summary>
    public required string Says { get; init; }

    /// <summary>Options of Apache ECharts as plain data: <c>$gold</c> is a colour of the theme, <c>@percent</c> a way to write a number.</summary>
    public required object Option { get; init; }

    /// <summary>The same as figures.</summary>
    public required Figures Figures { get; init; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; init; } = 320;
}

/// <summary>A table of figures; numbers are numbers and are written for the reader where they are shown.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">Cells: text, numbers, or null.</param>
public sealed record Figures(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);
