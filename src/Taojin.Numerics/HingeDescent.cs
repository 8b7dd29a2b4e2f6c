using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Taojin.Numerics;

/// <summary>How a linear separation is fitted.</summary>
/// <param name="Cost">Weight of a row's loss against the penalty ½|w|², above 0.</param>
/// <param name="Epochs">Most passes over the rows.</param>
/// <param name="Tolerance">Ends when no gradient of a pass is farther from its optimum.</param>
public readonly record struct HingeSettings(double Cost, int Epochs, double Tolerance);

/// <summary>Linear separations of each of many classes from the rest, sixteen classes at a time, by dual coordinate descent.</summary>
/// <remarks>
/// Minimises ½|w|² + Cost · Σ max(0, 1 − y·w·x)² for each class; the constant 1 is a last column of every row, under the same penalty.
/// Hsieh, Chang, Lin, Keerthi &amp; Sundararajan, ICML 2008, doi:10.1145/1390156.1390208, with its shrinking, where a row rests when all
/// sixteen classes let it. Blocks of classes share nothing, so that threads change no bit. A pass costs entries × classes ÷ 16 vector
/// operations; memory is 64 bytes for each row and column a block.
/// </remarks>
public sealed class HingeDescent
{
    /// <summary>Classes of one block.</summary>
    public const int Lanes = 16;

    private readonly CsrMatrix _rows;
    private readonly int[] _labels;
    private readonly float[] _squares;
    private readonly Block[] _blocks;

    /// <summary>Starts from weights of 0.</summary>
    /// <param name="rows">Shape [rows × columns].</param>
    /// <param name="labels">Class of each row, shape [rows]; −1 for none of them.</param>
    /// <param name="classes">Number of classes, 1 or more.</param>
    public HingeDescent(CsrMatrix rows, int[] labels, int classes)
    {
        (_rows, _labels, Classes) = (rows, labels, classes);
        _squares = new float[rows.RowCount];
        for (var row = 0; row < rows.RowCount; row++)
            _squares[row] = 1 + Square(rows[row].Values);
        _blocks = [.. Enumerable.Range(0, (classes + Lanes - 1) / Lanes).Select(block => new Block(block * Lanes, rows))];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Goes on from where it stands, over the given rows alone.</summary>
    /// <param name="members">Rows to learn from, each once.</param>
    /// <param name="settings">Cost, passes and tolerance.</param>
    /// <param name="chance">Order of the rows in each pass, the same for all classes.</param>
    /// <param name="run">Number of threads and cancellation.</param>
    public void Fit(ReadOnlySpan<int> members, HingeSettings settings, SplitMix64 chance, (int Threads, CancellationToken Cancellation) run)
    {
        var all = members.ToArray();
        BlockLoop.ForEach(_blocks.Length, run.Threads, run.Cancellation, block => Fit(_blocks[block], [.. all], settings, (chance, run.Cancellation)));
    }

    /// <summary>The weights found, shape [columns + 1 × classes]; the last row is that of the constant.</summary>
    public DenseRows Weights()
    {
        var weights = new DenseRows(_rows.ColumnCount + 1, Classes);
        foreach (var block in _blocks)
            for (var column = 0; column < weights.RowCount; column++)
                block.Weights.AsSpan(column * Lanes, Math.Min(Lanes, Classes - block.FirstClass)).CopyTo(weights[column][block.FirstClass..]);
        return weights;
    }

    private void Fit(Block block, int[] order, HingeSettings settings, (SplitMix64 Chance, CancellationToken Cancellation) run)
    {
        var (active, bound) = (order.Length, float.PositiveInfinity);
        var chance = run.Chance;
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            chance.Shuffle(order.AsSpan(0, active));
            var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
            for (var place = 0; place < active;)
            {
                var (low, high, mayRest) = Step(block, order[place], (float)(0.5 / settings.Cost), bound);
                (least, most) = (Math.Min(least, low), Math.Max(most, high));
                if (mayRest)
                    (order[place], order[active]) = (order[--active], order[place]);
                else
                    place++;
            }
            var isDone = most - least <= settings.Tolerance;
            if (isDone && active == order.Length)
                break;
            (active, bound) = isDone || active == 0 ? (order.Length, float.PositiveInfinity) : (active, most > 0 ? most : float.PositiveInfinity);
        }
    }

    /// <summary>Moves one row's sixteen dual variables to their optimum. Gives the least and the greatest projected gradient and whether the row may rest.</summary>
    private (float Least, float Most, bool MayRest) Step(Block block, int row, float spread, float bound)
    {
        var entries = _rows[row];
        ref var weights = ref MemoryMarshal.GetArrayDataReference(block.Weights);
        var constant = (nuint)_rows.ColumnCount * Lanes;
        var score = Score(entries, ref weights, Vector512.LoadUnsafe(ref weights, constant));
        var sides = Vector512.ConditionalSelect(Vector512.Equals(block.Lane, Vector512.Create((float)_labels[row])), Vector512<float>.One, -Vector512<float>.One);
        ref var duals = ref block.Duals[row * Lanes];
        var dual = Vector512.LoadUnsafe(ref duals);
        var gradient = (sides * score) - Vector512<float>.One + (dual * spread);
        var isZero = Vector512.Equals(dual, Vector512<float>.Zero);
        var projected = Vector512.ConditionalSelect(isZero, Vector512.Min(gradient, Vector512<float>.Zero), gradient);
        var moved = Vector512.Max(dual - (gradient / (_squares[row] + spread)), Vector512<float>.Zero);
        var step = (moved - dual) * sides;
        if (!Vector512.EqualsAll(step, Vector512<float>.Zero))
        {
            moved.StoreUnsafe(ref duals);
            Move(entries, ref weights, step);
            (Vector512.LoadUnsafe(ref weights, constant) + step).StoreUnsafe(ref weights, constant);
        }
        var mayRest = Vector512.EqualsAll(isZero & Vector512.GreaterThan(gradient, Vector512.Create(bound)), Vector512<float>.AllBitsSet);
        return (Least(projected), -Least(-projected), mayRest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Score(CsrRow entries, ref float weights, Vector512<float> constant)
    {
        var columns = entries.Columns;
        var values = entries.Values;
        var (one, two, entry) = (constant, Vector512<float>.Zero, 0);
        for (; entry + 1 < columns.Length; entry += 2)
        {
            one = Vector512.FusedMultiplyAdd(Vector512.Create(values[entry]), Vector512.LoadUnsafe(ref weights, (nuint)columns[entry] * Lanes), one);
            two = Vector512.FusedMultiplyAdd(Vector512.Create(values[entry + 1]), Vector512.LoadUnsafe(ref weights, (nuint)columns[entry + 1] * Lanes), two);
        }
        if (entry < columns.Length)
            one = Vector512.FusedMultiplyAdd(Vector512.Create(values[entry]), Vector512.LoadUnsafe(ref weights, (nuint)columns[entry] * Lanes), one);
        return one + two;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(CsrRow entries, ref float weights, Vector512<float> step)
    {
        for (var entry = 0; entry < entries.Columns.Length; entry++)
        {
            var at = (nuint)entries.Columns[entry] * Lanes;
            Vector512.FusedMultiplyAdd(Vector512.Create(entries.Values[entry]), step, Vector512.LoadUnsafe(ref weights, at)).StoreUnsafe(ref weights, at);
        }
    }

    private static float Least(Vector512<float> lanes)
    {
        var half = Vector256.Min(lanes.GetLower(), lanes.GetUpper());
        var quarter = Vector128.Min(half.GetLower(), half.GetUpper());
        quarter = Vector128.Min(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(quarter[0], quarter[1]);
    }

    private static float Square(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
            sum += value * value;
        return sum;
    }

    private sealed class Block(int firstClass, CsrMatrix rows)
    {
        public int FirstClass { get; } = firstClass;

        public Vector512<float> Lane { get; } = Vector512<float>.Indices + Vector512.Create((float)firstClass);

        public float[] Weights { get; } = new float[(rows.ColumnCount + 1) * Lanes];

        public float[] Duals { get; } = new float[rows.RowCount * Lanes];
    }
}
