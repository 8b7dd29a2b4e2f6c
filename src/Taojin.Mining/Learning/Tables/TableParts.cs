namespace Taojin.Mining.Learning.Tables;

/// <summary>Rows to learn from, rows that decide when to stop and which model is chosen, and rows to judge by: three, one and one fifth.</summary>
/// <param name="Train">Rows to learn from.</param>
/// <param name="Validation">Rows for early stopping, calibration and choice.</param>
/// <param name="Test">Rows that nothing is fitted or chosen by.</param>
public sealed record TableParts(IReadOnlyList<int> Train, IReadOnlyList<int> Validation, IReadOnlyList<int> Test)
{
    private const int Fifths = 5;

    /// <summary>At random, with equal shares of positives.</summary>
    /// <param name="labels">What came true, shape [rows].</param>
    /// <param name="context">Seed.</param>
    public static TableParts AtRandom(ReadOnlySpan<bool> labels, FitContext context)
    {
        var fold = StratifiedFolds.Of(labels, Fifths, context);
        return Of(row => fold[row], Enumerable.Range(0, fold.Length));
    }

    /// <summary>By the dates of a column: the first three fifths, the next, the last. Rows of one moment may stand on both sides of a border; rows without a date come first.</summary>
    /// <param name="cells">The column, shape [rows].</param>
    public static TableParts ByTime(string?[] cells)
    {
        var moments = Array.ConvertAll(cells, cell => CellText.Of(cell) is { } text && CellText.TryDate(text, out var moment) ? moment : DateTime.MinValue);
        int[] order = [.. Enumerable.Range(0, cells.Length).OrderBy(row => moments[row])];
        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
            places[order[place]] = Fifths - 1 - (int)((long)place * Fifths / order.Length);
        return Of(row => places[row], order);
    }

    private static TableParts Of(Func<int, int> fifth, IEnumerable<int> rows)
    {
        var all = rows.ToLookup(row => Math.Min(2, fifth(row)));
        return new([.. all[2]], [.. all[1]], [.. all[0]]);
    }
}
