using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>What features of items say at the moment the data ends: those that say the same whoever asks, folded over the log.</summary>
internal static class ItemFolds
{
    /// <returns>Shape [items × columns]; no columns where the data have no log.</returns>
    public static FeatureTable Of(Interactions data, FitContext context)
    {
        if (data.Source is not { Counted: { Count: > 0 } log })
            return new([], new(data.Items.Count, 0));
        var replay = new FeatureReplay(data.Items, new());
        replay.ObserveRange(log, 0, log.Count, context.Threads);
        int[] kept = [.. FeatureCatalog.Cards.SelectMany(card => card.Columns.Select(_ => card.IsOfItem)).Index().Where(each => each.Item).Select(each => each.Index)];
        var values = new DenseRows(data.Items.Count, kept.Length);
        context.ForEachRow(values.RowCount, () => new float[replay.Columns.Count], (item, row) =>
        {
            replay.Read(0, item, data.AsOf, row);
            for (var column = 0; column < kept.Length; column++)
                values[item][column] = row[kept[column]];
        });
        return new([.. kept.Select(column => replay.Columns[column].Name)], values);
    }
}
