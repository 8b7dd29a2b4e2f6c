using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Tables;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Tables;

/// <summary>Says what moved a row's probability, column by column.</summary>
internal sealed class TableExplanation(TableSchema schema, IProbabilityModel model)
{
    private readonly (ColumnSchema Column, string Feature)[] _features = [.. schema.Columns.SelectMany(column => column.Features.Select(feature => (column, feature)))];

    /// <summary>The parts of a row, the strongest first; null when the model cannot say.</summary>
    public RowExplanation? Of(ReadOnlySpan<float> row, double probability)
    {
        if (model is not IExplainsProbability explains)
            return null;
        var parts = new double[row.Length];
        var bias = explains.Explain(row, parts);
        var values = row.ToArray();
        var reasons = Enumerable.Range(0, parts.Length).Where(place => parts[place] != 0).OrderByDescending(place => Math.Abs(parts[place]))
            .Select(place => new RowPart(_features[place].Feature, Value(place, values[place], "unknown"), parts[place], Reason(place, values[place], parts[place])));
        return new(bias, [.. reasons], Math.Log(probability / (1 - probability)));
    }

    private AnswerReason Reason(int place, float value, double part)
    {
        var signed = part.ToString("+0.00;−0.00", CultureInfo.InvariantCulture);
        return new($"{_features[place].Feature}: {Value(place, value, "unknown")} ({signed})", $"{_features[place].Feature}：{Value(place, value, "未知")}（{signed}）", part);
    }

    private string Value(int place, float value, string unknown) => float.IsNaN(value) ? unknown
        : _features[place].Column.Kind == ColumnKind.Category ? _features[place].Column.WordOf((int)value) ?? (unknown == "unknown" ? "rare" : "少见")
        : value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>Why a row has its probability: bias and parts add up to the log-odds.</summary>
/// <param name="Bias">Log-odds when nothing is known of a row.</param>
/// <param name="Parts">What each column adds, the strongest first; columns that add nothing are left out.</param>
/// <param name="LogOdds">Log-odds of the probability.</param>
public sealed record RowExplanation(double Bias, IReadOnlyList<RowPart> Parts, double LogOdds);

/// <summary>What one column adds to a row's log-odds.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">What stands in it.</param>
/// <param name="Part">What it adds.</param>
/// <param name="Reason">The same as a sentence in both languages.</param>
public sealed record RowPart(string Column, string Value, double Part, AnswerReason Reason);
