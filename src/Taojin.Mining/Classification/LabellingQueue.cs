using Taojin.Mining.Learning;
using Taojin.Mining.Text;

namespace Taojin.Mining.Classification;

/// <summary>An item that a person should look at.</summary>
/// <param name="Item">Its index among those asked about.</param>
/// <param name="Class">Index of the most probable class.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Uncertainty">1 − (best − second best), in [0, 1].</param>
public readonly record struct QueueEntry(int Item, int Class, double Probability, double Uncertainty);

/// <summary>Orders unlabelled items so that few answers teach much: unsure ones first, unlike those before them.</summary>
/// <remarks>
/// Uncertainty by margin (Scheffer, Decomain &amp; Wrobel 2001, doi:10.1007/3-540-44816-0_31) times one minus the greatest share of common runs with
/// an item picked before (after Brinker 2003, ICML). Picks from the most unsure <see cref="Pool"/> times as many; costs count² × Pool comparisons of short lists.
/// </remarks>
public static class LabellingQueue
{
    /// <summary>How many times the wanted number is looked at.</summary>
    public const int Pool = 8;

    /// <summary>The most useful items, first to be asked first.</summary>
    /// <param name="model">What was learned so far.</param>
    /// <param name="items">Unlabelled items.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="context">Threads and cancellation; the order does not depend on them.</param>
    public static IReadOnlyList<QueueEntry> Order(IClassModel<ProductFacts> model, IReadOnlyList<ProductFacts> items, int count, FitContext context)
    {
        var entries = new QueueEntry[items.Count];
        context.ForEachRow(items.Count, () => new double[model.Classes.Count], (row, probabilities) =>
        {
            model.Predict(items[row], probabilities);
            entries[row] = EntryOf(row, probabilities);
        });
        var pool = entries.OrderByDescending(entry => entry.Uncertainty).ThenBy(entry => entry.Item).Take((int)Math.Min((long)count * Pool, items.Count)).ToArray();
        var runs = new HashSet<ulong>[pool.Length];
        context.ForEachRow(pool.Length, place => runs[place] = Runs(items[pool[place].Item].Text));
        return Picked(pool, runs, count, context);
    }

    private static List<QueueEntry> Picked(QueueEntry[] pool, HashSet<ulong>[] runs, int count, FitContext context)
    {
        var (picked, likeness, isTaken) = (new List<QueueEntry>(), new double[pool.Length], new bool[pool.Length]);
        while (picked.Count < Math.Min(count, pool.Length))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var best = -1;
            for (var place = 0; place < pool.Length; place++)
                if (!isTaken[place] && (best < 0 || Worth(place) > Worth(best)))
                    best = place;
            isTaken[best] = true;
            picked.Add(pool[best]);
            context.ForEachRow(pool.Length, place => likeness[place] = Math.Max(likeness[place], Common(runs[place], runs[best])));
        }
        return picked;

        double Worth(int place) => pool[place].Uncertainty * (1 - likeness[place]);
    }

    private static QueueEntry EntryOf(int item, ReadOnlySpan<double> probabilities)
    {
        var (best, second) = (0, double.NegativeInfinity);
        for (var label = 1; label < probabilities.Length; label++)
            if (probabilities[label] > probabilities[best])
                (second, best) = (Math.Max(second, probabilities[best]), label);
            else
                second = Math.Max(second, probabilities[label]);
        return new(item, best, probabilities[best], 1 - (probabilities[best] - Math.Max(second, 0)));
    }

    private static HashSet<ulong> Runs(string text)
    {
        var grams = new List<ulong>();
        CharacterGrams.AddTo(FoldedText.Of(text.Length > 400 ? text[..400] : text), 3, 3, grams);
        return [.. grams];
    }

    private static double Common(HashSet<ulong> left, HashSet<ulong> right)
    {
        var (few, many) = left.Count <= right.Count ? (left, right) : (right, left);
        var common = few.Count(many.Contains);
        return left.Count + right.Count == 0 ? 1 : common / (double)(left.Count + right.Count - common);
    }
}
