using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Numerics;

namespace Taojin.Mining.Classification;

/// <summary>Titles that name the same thing.</summary>
/// <param name="Items">Their indexes, ascending; two or more.</param>
/// <param name="IsExact">Whether the folded titles are equal.</param>
public sealed record DuplicateGroup(IReadOnlyList<int> Items, bool IsExact);

/// <summary>Finds equal titles and nearly equal ones.</summary>
/// <remarks>
/// Character runs of three by min-hash of 32 rows in 16 bands (Broder 1997, doi:10.1109/SEQUEN.1997.666900), then the true Jaccard similarity.
/// Titles whose numbers differ (64gb and 128gb) are different products whatever their similarity. Costs titles × length; bits do not depend on threads.
/// </remarks>
public static class TitleDuplicates
{
    private const int Hashes = 32, RowsOfBand = 2, MostOfBucket = 200;

    /// <summary>Groups of titles; a title stands in at most one.</summary>
    /// <param name="titles">Titles; null and empty ones are no duplicates of anything.</param>
    /// <param name="similarity">Least Jaccard similarity of their runs, in (0, 1].</param>
    /// <param name="context">Threads and cancellation.</param>
    public static IReadOnlyList<DuplicateGroup> Find(IReadOnlyList<string?> titles, double similarity, FitContext context)
    {
        var folded = titles.Select(title => title is null ? "" : FoldedText.Of(title)).ToArray();
        var runs = new ulong[folded.Length][];
        var signatures = new ulong[folded.Length][];
        var numbers = new string[folded.Length];
        context.ForEachRow(folded.Length, row =>
        {
            (runs[row], signatures[row]) = Signed(folded[row]);
            numbers[row] = Numbers(folded[row]);
        });
        var groups = new DisjointGroups(folded.Length);
        foreach (var same in Enumerable.Range(0, folded.Length).Where(row => folded[row].Length > 0).GroupBy(row => folded[row], StringComparer.Ordinal))
            groups.Join(same);
        int[] signed = [.. Enumerable.Range(0, folded.Length).Where(row => runs[row].Length > 0)];
        for (var band = 0; band < Hashes; band += RowsOfBand)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var bucket in Buckets(signed, Array.ConvertAll(signed, row => SplitMix64.Mix(signatures[row][band]) ^ signatures[row][band + 1])))
                JoinNear([.. bucket.DistinctBy(row => folded[row]).Take(MostOfBucket)], (numbers, runs, similarity), groups);
        }
        return [.. groups.All().Select(items => new DuplicateGroup(items, items.All(item => folded[item] == folded[items[0]])))];
    }

    /// <summary>Rows of equal keys, two or more, ascending. Sorted rather than hashed: a million rows are parted without an object each.</summary>
    private static IEnumerable<int[]> Buckets(int[] rows, ulong[] keys)
    {
        var sorted = (int[])rows.Clone();
        Array.Sort(keys, sorted);
        for (var (start, end) = (0, 0); start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];)
                end++;
            if (end - start > 1)
                yield return [.. sorted[start..end].Order()];
        }
    }

    private static void JoinNear(int[] rows, (string[] Numbers, ulong[][] Runs, double Similarity) titles, DisjointGroups groups)
    {
        for (var left = 0; left < rows.Length; left++)
            for (var right = left + 1; right < rows.Length; right++)
                if (MayBeNear(titles.Runs[rows[left]].Length, titles.Runs[rows[right]].Length, titles.Similarity) && titles.Numbers[rows[left]] == titles.Numbers[rows[right]]
                    && !groups.AreOne(rows[left], rows[right]) && Jaccard(titles.Runs[rows[left]], titles.Runs[rows[right]]) >= titles.Similarity)
                    groups.Join([rows[left], rows[right]]);
    }

    /// <summary>Two sets have at most as much in common as the smaller holds.</summary>
    private static bool MayBeNear(int left, int right, double similarity) => Math.Min(left, right) >= similarity * Math.Max(left, right);

    private static (ulong[] Runs, ulong[] Signature) Signed(string folded)
    {
        var grams = new List<ulong>();
        CharacterGrams.AddTo(folded, 3, 3, grams);
        ulong[] runs = [.. grams.Distinct().Order()];
        var signature = new ulong[Hashes];
        Array.Fill(signature, ulong.MaxValue);
        foreach (var run in runs)
            for (var hash = 0; hash < Hashes; hash++)
                signature[hash] = Math.Min(signature[hash], SplitMix64.Mix(run ^ ((ulong)(hash + 1) * 0x9E3779B97F4A7C15UL)));
        return (runs, signature);
    }

    private static double Jaccard(ulong[] left, ulong[] right)
    {
        var (common, l, r) = (0, 0, 0);
        while (l < left.Length && r < right.Length)
        {
            common += left[l] == right[r] ? 1 : 0;
            var (stepLeft, stepRight) = (left[l] <= right[r], right[r] <= left[l]);
            l += stepLeft ? 1 : 0;
            r += stepRight ? 1 : 0;
        }
        return common / (double)(left.Length + right.Length - common);
    }

    private static string Numbers(string folded) => string.Join(' ', folded.Split(' ').Where(word => word.Any(char.IsDigit)).Order(StringComparer.Ordinal));
}
