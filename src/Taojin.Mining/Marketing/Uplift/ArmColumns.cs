using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>The treatment as columns beside the others: a one for the arm and, for learners that see no columns together, its product with each of them.</summary>
internal static class ArmColumns
{
    public static FeatureTable With(FeatureTable features, ReadOnlySpan<int> arm, int arms, bool withProducts)
    {
        var own = features.Values.ColumnCount;
        var perArm = withProducts ? own + 1 : 1;
        var values = new DenseRows(features.RowCount, own + (arms * perArm));
        for (var row = 0; row < features.RowCount; row++)
        {
            var source = features.Values[row];
            var target = values[row];
            source.CopyTo(target);
            if (arm[row] == 0)
                continue;
            var place = own + ((arm[row] - 1) * perArm);
            target[place] = 1;
            if (withProducts)
                source.CopyTo(target[(place + 1)..]);
        }
        return new([.. Enumerable.Range(0, values.ColumnCount).Select(column => $"c{column}")], values);
    }
}
