using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Tables;
using Taojin.Storage.Models;
using Taojin.Storage.Tables;

namespace Taojin.Workflows.Tables;

/// <summary>Foretells new rows of a table by the published outcome model, each with its reasons.</summary>
public sealed class PredictTable(Mine mine)
{
    /// <summary>The alias that answers.</summary>
    public const string Alias = "outcome@live";

    private const int ReasonsWritten = 3;

    /// <summary>Predicts every row of a file.</summary>
    /// <param name="source">Format and path, such as <c>csv:NEW.csv</c>; columns by the names of the training table, in any order.</param>
    /// <param name="version">The version that answers; the published one when null.</param>
    /// <param name="count">So many rows are returned with all their parts, the most probable first.</param>
    /// <param name="output">Receives every row with its probability and reasons, in the order of the file, safe to open in a spreadsheet; null for none.</param>
    /// <exception cref="TaojinException">Nothing is published, or the file lacks all columns of the model.</exception>
    public TablePredictions Run(string source, ModelVersion? version, int count, TextWriter? output)
    {
        var answering = version ?? mine.Models.Current(Alias)
            ?? throw new TaojinException("model.none-published", "No outcome model is published.", "Run: ./taojin train --task outcome --from csv:FILE --label COLUMN, then: ./taojin publish outcome");
        var open = mine.Models.Open(answering);
        var (schema, model) = (TableSchema.Load(open.Parts), (IProbabilityModel)mine.Algorithms[open.Card.Algorithm].Load(open.Parts));
        var file = TableFile.Read(source, mine.Workspace.Settings);
        string[] missing = [.. schema.Columns.Where(column => column.Kind != ColumnKind.Ignored && schema.IsRead(column) && file.Table.Find(column.Name) is null).Select(column => column.Name)];
        if (missing.Length == schema.Columns.Count(column => column.Kind != ColumnKind.Ignored && schema.IsRead(column)))
            throw new TaojinException("table.other-columns", $"'{source}' has none of the columns that {answering} was fitted on.", $"It needs: {string.Join(", ", missing)}.");
        var features = schema.Encode(file.Table);
        var said = new double[features.RowCount];
        model.Predict(features, said);
        var explain = new TableExplanation(schema, model);
        if (output is not null)
            Write(output, file.Table, row => (said[row], explain.Of(features.Values[row], said[row])));
        var shown = Enumerable.Range(0, said.Length).OrderByDescending(row => said[row]).ThenBy(row => row).Take(count);
        return new(answering.ToString(), said.Length, file.Rejected, missing, [.. shown.Select(row => new TableRow(row + 1, said[row], explain.Of(features.Values[row], said[row])))]);
    }

    private static void Write(TextWriter output, TextTable table, Func<int, (double Probability, RowExplanation? Why)> predict)
    {
        TableWriter.WriteRow(output, [.. table.Names, "probability", "why", "why_zh"]);
        for (var row = 0; row < table.RowCount; row++)
        {
            var (probability, why) = predict(row);
            var reasons = why?.Parts.Take(ReasonsWritten).Select(part => part.Reason).ToArray() ?? [];
            TableWriter.WriteRow(output, [.. table.Columns.Select(column => column[row]), probability.ToString("R", CultureInfo.InvariantCulture),
                string.Join("; ", reasons.Select(reason => reason.Text)), string.Join("；", reasons.Select(reason => reason.TextZh))]);
        }
    }
}

/// <summary>What was foretold of a table.</summary>
/// <param name="Model">The version that answered.</param>
/// <param name="Predicted">Number of rows.</param>
/// <param name="Rejected">Rows that could not be read, with their places.</param>
/// <param name="MissingColumns">Columns of the model that the file lacks: unknown in every row.</param>
/// <param name="Rows">Some rows with all that moved them, the most probable first.</param>
public sealed record TablePredictions(string Model, int Predicted, IReadOnlyList<RejectedLine> Rejected, IReadOnlyList<string> MissingColumns, IReadOnlyList<TableRow> Rows);

/// <summary>One row that was foretold.</summary>
/// <param name="Row">Its place in the file, from 1, the header and unreadable rows not counted.</param>
/// <param name="Probability">Probability of a yes.</param>
/// <param name="Why">What moved it; null when the model cannot say.</param>
public sealed record TableRow(int Row, double Probability, RowExplanation? Why);
