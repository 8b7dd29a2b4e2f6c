using System.Text.Json.Serialization;
using Taojin.Workflows.Reports;

namespace Taojin.Workflows.Marketing.Report;

/// <summary>One question of the marketing report with its answer: a file each, found by its type.</summary>
internal interface IReportSection
{
    /// <summary>Where it stands on the page.</summary>
    int Place { get; }

    /// <summary>Makes the section; null when the shop has nothing of the kind, and then nothing is missing.</summary>
    ReportSection? Make(Mine mine);
}

/// <summary>A question, its answer in a sentence with a number, pictures, tables, and the one thing to do next.</summary>
public sealed record ReportSection
{
    /// <summary>Name in the JSON twin.</summary>
    public required string Name { get; init; }

    /// <summary>The question in the reader's words.</summary>
    public required Bilingual Question { get; init; }

    /// <summary>The answer, with its number and interval.</summary>
    public required Bilingual Answer { get; init; }

    /// <summary>The one thing to do next.</summary>
    public Bilingual? Next { get; init; }

    /// <summary>Pictures, each an inline SVG with what it says.</summary>
    [JsonIgnore]
    internal IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>Tables under the pictures.</summary>
    [JsonIgnore]
    internal IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>Assumptions, and what the figures do not say.</summary>
    public IReadOnlyList<Bilingual> Notes { get; init; } = [];

    /// <summary>The figures as data.</summary>
    public required object Data { get; init; }
}

/// <summary>A table of a report.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Columns">Heads; the first is a name, those marked with a leading <c>&lt;</c> are text.</param>
/// <param name="Rows">Cells.</param>
internal sealed record ReportTable(Bilingual Title, IReadOnlyList<Bilingual> Columns, IReadOnlyList<IReadOnlyList<ReportCell>> Rows);

/// <summary>A cell: what it says, how dark it is (0 to 1; 0 for plain), whether it is text.</summary>
internal sealed record ReportCell(Bilingual Text, double Shade = 0, bool IsText = false)
{
    public static implicit operator ReportCell(string text) => new(text);

    public static implicit operator ReportCell(Bilingual text) => new(text, IsText: true);
}
