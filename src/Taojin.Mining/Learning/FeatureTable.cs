using Taojin.Numerics;

namespace Taojin.Mining.Learning;

/// <summary>Rows of features with names: what models of tables learn from and score.</summary>
public sealed class FeatureTable
{
    /// <summary>Takes over the values.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="values">Values, shape [rows × columns].</param>
    /// <param name="categories">How many categories each column has, 0 for numbers, shape [columns]; all are numbers when null.</param>
    /// <exception cref="ArgumentException">There is not one name, or not one number of categories, a column.</exception>
    public FeatureTable(IReadOnlyList<string> columns, DenseRows values, IReadOnlyList<int>? categories = null)
    {
        if (columns.Count != values.ColumnCount)
            throw new ArgumentException($"{values.ColumnCount} columns need as many names, not {columns.Count}.");
        if (categories is not null && categories.Count != columns.Count)
            throw new ArgumentException($"{columns.Count} columns need as many numbers of categories, not {categories.Count}.");
        (Columns, Values, Categories) = (columns, values, categories ?? new int[columns.Count]);
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Values, shape [rows × columns]; NaN means unknown. A category is its number, 0 to one less than the column's <see cref="Categories"/>.</summary>
    public DenseRows Values { get; }

    /// <summary>How many categories each column has, 0 for a column of numbers, shape [columns].</summary>
    public IReadOnlyList<int> Categories { get; }

    /// <summary>More columns of the same rows, which only models of histories read: what the user touched before; null without such.</summary>
    public FeatureTable? Trail { get; init; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Values.RowCount;

    /// <summary>One row with the trail behind it, as models are asked for single rows.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">How many columns the model has.</param>
    public float[] Row(int row, int columns) => Trail is null || columns <= Columns.Count ? Values[row][..columns].ToArray() : [.. Values[row], .. Trail.Values[row]];

    /// <summary>The given rows, copied, in the given order.</summary>
    public FeatureTable Pick(ReadOnlySpan<int> rows)
    {
        var picked = new DenseRows(rows.Length, Values.ColumnCount);
        for (var row = 0; row < rows.Length; row++)
            Values[rows[row]].CopyTo(picked[row]);
        return new(Columns, picked, Categories) { Trail = Trail?.Pick(rows) };
    }
}

/// <summary>A table with a yes or no for each row, split by time into what is learned from and what decides when to stop.</summary>
public sealed record LabelledTable
{
    /// <summary>What is known of each row.</summary>
    public required FeatureTable Features { get; init; }

    /// <summary>What came true, shape [rows].</summary>
    public required bool[] Labels { get; init; }

    /// <summary>
    /// Share of the negative rows that were kept, in (0, 1]: 1 ÷ 30 when they were down-sampled 30 to 1.
    /// Models give probabilities of the whole population again: odds are multiplied by this.
    /// </summary>
    public double NegativesKept { get; init; } = 1;

    /// <summary>Later rows for early stopping and calibration; null when there are none.</summary>
    public LabelledTable? Validation { get; init; }

    /// <summary>Number of rows that came true.</summary>
    public int PositiveCount => Labels.Count(label => label);

    /// <summary>Nothing can be learned from one outcome alone.</summary>
    /// <exception cref="TooLittleDataException">All rows came true, none did, or there are no rows.</exception>
    internal void RequireBothOutcomes()
    {
        var positives = PositiveCount;
        if (positives == 0 || positives == Labels.Length)
            throw new TooLittleDataException($"Of {Labels.Length} training rows {positives} came true; both outcomes are needed.", $"{Labels.Length} 行训练数据中 {positives} 行为正例；正负例都需要。");
    }
}
