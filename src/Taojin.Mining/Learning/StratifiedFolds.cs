namespace Taojin.Mining.Learning;

/// <summary>Parts rows at random into folds of equal size with the same share of positives in each.</summary>
public static class StratifiedFolds
{
    /// <summary>The fold of each row, 0 to <paramref name="folds"/> − 1, shape [rows]. Which rows share a fold depends on the labels, the seed and the repeat alone.</summary>
    /// <param name="labels">What came true, shape [rows].</param>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="context">Seed.</param>
    /// <param name="repeat">Another repeat is another partition.</param>
    public static int[] Of(ReadOnlySpan<bool> labels, int folds, FitContext context, int repeat = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var (fold, chance, order) = (new int[labels.Length], context.Random("learning/folds", repeat), new int[labels.Length]);
        for (var row = 0; row < order.Length; row++)
            order[row] = row;
        chance.Shuffle<int>(order);
        Span<int> dealt = stackalloc int[2];
        foreach (var row in order)
        {
            ref var next = ref dealt[labels[row] ? 1 : 0];
            fold[row] = labels[row] ? next++ % folds : folds - 1 - (next++ % folds);
        }
        return fold;
    }
}
