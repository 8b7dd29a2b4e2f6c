using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Tables;
using Taojin.Numerics;
using Taojin.Storage.Tables;

namespace Taojin.Workflows.Training;

/// <summary>A table with its outcomes read.</summary>
/// <param name="Input">Where it came from.</param>
/// <param name="Rows">The rows whose outcome is known.</param>
/// <param name="Labels">Their outcomes.</param>
/// <param name="Unread">Rows of the file that could not be read.</param>
/// <param name="WithoutOutcome">Rows that were left out because their outcome is not known.</param>
internal sealed record OutcomeTable(TableInput Input, TextTable Rows, OutcomeLabels Labels, IReadOnlyList<RejectedLine> Unread, int WithoutOutcome)
{
    /// <exception cref="TaojinException">The file, the column or its outcomes cannot be used.</exception>
    public static OutcomeTable Read(TableInput input, Mine mine)
    {
        var file = TableFile.Read(input.Source, mine.Workspace.Settings);
        var column = input.Label ?? throw new TaojinException("outcome.label-needed", "No column to foretell was named.", $"Name one with --label: {string.Join(", ", file.Table.Names)}");
        var labels = OutcomeLabels.Of(file.Table[column], column, input.Positive);
        return new(input, file.Table.Pick(labels.Rows), labels, file.Rejected, file.Table.RowCount - labels.Rows.Count);
    }

    /// <summary>What the columns hold, by the rows to learn from; those rows with the rows to choose by; and the parts of all.</summary>
    public (TableSchema Schema, LabelledTable Train, TableParts Parts) Parted(FitContext context)
    {
        var parts = Input.Time is { } time ? TableParts.ByTime(Rows[time]) : TableParts.AtRandom(Labels.Labels, context);
        var schema = TableSchema.Of(Rows.Pick(parts.Train), Input.Label!, Input.Columns);
        return (schema, Labelled(schema, parts.Train) with { Validation = Labelled(schema, parts.Validation) }, parts);
    }

    /// <summary>Features and outcomes of some rows.</summary>
    public LabelledTable Labelled(TableSchema schema, IReadOnlyList<int> rows) =>
        new() { Features = schema.Encode(Rows.Pick(rows)), Labels = [.. rows.Select(row => Labels.Labels[row])] };

    /// <summary>What the models were fitted on, so that two models of the same data can be told from two of different data.</summary>
    public string Fingerprint()
    {
        var hash = 0UL;
        foreach (var column in Rows.Columns)
            foreach (var cell in column)
                foreach (var letter in cell ?? "\0")
                    hash = SplitMix64.Mix(hash ^ letter);
        return $"{Rows.RowCount} rows of {Path.GetFileName(Input.Source)}, {Labels.Labels.Count(label => label)} {Input.Label} = {Labels.Positive}, {hash:x16}";
    }
}
