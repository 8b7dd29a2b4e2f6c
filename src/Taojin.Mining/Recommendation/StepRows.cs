using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>One row a step: what came before it and what comes with and after it.</summary>
internal static class StepRows
{
    /// <summary>Fading histories and fading futures of all steps that have a past, shape [steps × items] each.</summary>
    public static (CsrMatrix Before, CsrMatrix After) Of(Steps steps, int itemCount, LinearTransitionsOptions options)
    {
        var (before, after, row) = (new Cells(), new Cells(), 0);
        for (var user = 0; user + 1 < steps.Starts.Length; user++)
        {
            var items = steps[user];
            for (var place = 1; place < items.Length; place++, row++)
            {
                AddPast(before, row, items[..place], options);
                var weight = 1.0;
                for (var next = place; next < Math.Min(items.Length, place + options.Reach); next++, weight *= options.DistanceDecay)
                    after.Add(row, items[next], (float)weight);
            }
        }
        return (before.ToMatrix(row, itemCount), after.ToMatrix(row, itemCount));
    }

    /// <summary>The last items, each at its last touch, as a history is scored.</summary>
    private static void AddPast(Cells cells, int row, ReadOnlySpan<int> past, LinearTransitionsOptions options)
    {
        var (start, weight) = (cells.Count, 1.0);
        for (var place = past.Length - 1; place >= 0 && cells.Count - start < options.HistoryLength; place--)
            if (!past[(place + 1)..].Contains(past[place]))
            {
                cells.Add(row, past[place], (float)weight);
                weight *= options.HistoryDecay;
            }
    }

    private sealed class Cells
    {
        private readonly List<int> _rows = [];
        private readonly List<int> _columns = [];
        private readonly List<float> _values = [];

        public int Count => _rows.Count;

        public void Add(int row, int column, float value)
        {
            _rows.Add(row);
            _columns.Add(column);
            _values.Add(value);
        }

        public CsrMatrix ToMatrix(int rowCount, int columnCount) => CsrMatrix.Of(rowCount, columnCount, [.. _rows], [.. _columns], [.. _values]);
    }
}
