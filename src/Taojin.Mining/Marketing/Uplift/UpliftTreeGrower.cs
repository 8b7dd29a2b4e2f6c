using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>Grows one honest tree: half of its people decide the questions, the others the effects at the leaves.</summary>
internal sealed class UpliftTreeGrower
{
    private readonly BinnedPeople _people;
    private readonly UpliftForestOptions _options;
    private readonly UpliftTree _tree;
    private readonly int _groups;
    private readonly double[] _counts;
    private readonly double[] _sums;
    private SplitMix64 _chance;

    public UpliftTreeGrower(BinnedPeople people, UpliftForestOptions options, SplitMix64 chance)
    {
        (_people, _options, _chance, _groups, _tree) = (people, options, chance, people.Arms + 1, new(people.Arms));
        _counts = new double[BinnedPeople.MostBins * _groups];
        _sums = new double[BinnedPeople.MostBins * _groups];
    }

    public UpliftTree Grow()
    {
        var rows = new int[_people.Arm.Length];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        _chance.Shuffle<int>(rows);
        var seen = Math.Max(2, (int)(rows.Length * _options.PeopleShare));
        Split(rows.AsSpan(0, seen / 2), _options.Depth);
        Answer(rows.AsSpan(seen / 2, seen - (seen / 2)));
        return _tree;
    }

    private int Split(Span<int> rows, int depth)
    {
        var node = _tree.Add();
        if (depth == 0 || rows.Length < 2 * _options.PeoplePerArm * _groups || Best(rows) is not { Column: >= 0 } best)
            return node;
        var middle = Part(rows, best.Column, best.Bin);
        var (low, high) = (Split(rows[..middle], depth - 1), Split(rows[middle..], depth - 1));
        _tree[node] = _tree[node] with { Column = best.Column, Bin = best.Bin, Edge = _people.Edges[best.Column][best.Bin], Low = low, High = high };
        return node;
    }

    /// <summary>Brings people at or below the edge to the front; gives their number.</summary>
    private int Part(Span<int> rows, int column, byte bin)
    {
        var front = 0;
        for (var place = 0; place < rows.Length; place++)
            if (_people.Bins[(rows[place] * _people.Columns) + column] <= bin)
            {
                (rows[front], rows[place]) = (rows[place], rows[front]);
                front++;
            }
        return front;
    }

    private (int Column, byte Bin) Best(ReadOnlySpan<int> rows)
    {
        var columns = Enumerable.Range(0, _people.Columns).ToArray();
        _chance.Shuffle<int>(columns);
        var (best, found) = (0.0, (-1, (byte)0));
        foreach (var column in columns.AsSpan(0, Math.Max(1, (int)Math.Ceiling(columns.Length * _options.ColumnShare))))
        {
            Fill(rows, column);
            var (gain, bin) = BestEdge(_people.Edges[column].Length);
            if (gain > best)
                (best, found) = (gain, (column, bin));
        }
        return found;
    }

    private void Fill(ReadOnlySpan<int> rows, int column)
    {
        Array.Clear(_counts);
        Array.Clear(_sums);
        foreach (var row in rows)
        {
            var cell = (_people.Bins[(row * _people.Columns) + column] * _groups) + _people.Arm[row];
            _counts[cell]++;
            _sums[cell] += _people.Outcomes[row];
        }
    }

    private (double Gain, byte Bin) BestEdge(int edges)
    {
        Span<double> count = stackalloc double[_groups], sum = stackalloc double[_groups], below = stackalloc double[_groups], sumBelow = stackalloc double[_groups];
        for (var cell = 0; cell < (edges + 1) * _groups; cell++)
            (count[cell % _groups], sum[cell % _groups]) = (count[cell % _groups] + _counts[cell], sum[cell % _groups] + _sums[cell]);
        var (best, bin) = (0.0, (byte)0);
        for (var edge = 0; edge < edges; edge++)
        {
            for (var group = 0; group < _groups; group++)
                (below[group], sumBelow[group]) = (below[group] + _counts[(edge * _groups) + group], sumBelow[group] + _sums[(edge * _groups) + group]);
            if (Gain(count, sum, below, sumBelow) is var gain && gain > best)
                (best, bin) = (gain, (byte)edge);
        }
        return (best, bin);
    }

    private double Gain(ReadOnlySpan<double> count, ReadOnlySpan<double> sum, ReadOnlySpan<double> below, ReadOnlySpan<double> sumBelow)
    {
        double all = 0, low = 0, gain = 0;
        for (var group = 0; group < _groups; group++)
        {
            if (below[group] < _options.PeoplePerArm || count[group] - below[group] < _options.PeoplePerArm)
                return 0;
            (all, low) = (all + count[group], low + below[group]);
        }
        var (controlLow, controlHigh) = (sumBelow[0] / below[0], (sum[0] - sumBelow[0]) / (count[0] - below[0]));
        for (var group = 1; group < _groups; group++)
        {
            var difference = (sumBelow[group] / below[group]) - controlLow - (((sum[group] - sumBelow[group]) / (count[group] - below[group])) - controlHigh);
            gain += difference * difference;
        }
        return gain * low * (all - low) / (all * all);
    }

    /// <summary>Effects from people who decided no question; a node that lacks a group answers as the one above it.</summary>
    private void Answer(ReadOnlySpan<int> rows)
    {
        var (counts, sums) = (new double[_tree.Count * _groups], new double[_tree.Count * _groups]);
        foreach (var row in rows)
            for (var node = 0; node >= 0; node = Next(node, row))
            {
                counts[(node * _groups) + _people.Arm[row]]++;
                sums[(node * _groups) + _people.Arm[row]] += _people.Outcomes[row];
            }
        Descend(0, new double[_people.Arms], counts, sums);
    }

    private int Next(int node, int row)
    {
        var at = _tree[node];
        return at.Column < 0 ? -1 : _people.Bins[(row * _people.Columns) + at.Column] <= at.Bin ? at.Low : at.High;
    }

    private void Descend(int node, double[] above, double[] counts, double[] sums)
    {
        var (at, start) = (_tree[node], node * _groups);
        for (var arm = 0; arm < _people.Arms; arm++)
            at.Effects[arm] = counts[start] > 0 && counts[start + arm + 1] > 0
                ? (sums[start + arm + 1] / counts[start + arm + 1]) - (sums[start] / counts[start])
                : above[arm];
        if (at.Column < 0)
            return;
        Descend(at.Low, at.Effects, counts, sums);
        Descend(at.High, at.Effects, counts, sums);
    }
}
