using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Torch.Tests.Purchase;

/// <summary>Rows whose outcome hangs on the history: log-odds 2 when an item of the candidate's category was touched, else −2. The plain column says nothing.</summary>
internal static class TrailRows
{
    private const int Categories = 12;

    public static LabelledTable Of(int rows, ulong seed, bool withValidation = true)
    {
        var chance = SplitMix64.Stream(seed, "trail-rows");
        var (plain, trail, labels) = (new DenseRows(rows, 1), new DenseRows(rows, UserTrail.Card.Columns.Count), new bool[rows]);
        for (var row = 0; row < rows; row++)
        {
            plain[row][0] = (float)chance.NextNormal();
            labels[row] = chance.NextDouble() < 1 / (1 + Math.Exp(Write(trail[row], ref chance) ? -2 : 2));
        }
        return new()
        {
            Features = new(["noise"], plain) { Trail = new([.. UserTrail.Card.Columns.Select(column => column.Name)], trail) },
            Labels = labels,
            Validation = withValidation ? Of(Math.Max(200, rows / 4), seed + 1, withValidation: false) : null,
        };
    }

    private static bool Write(Span<float> trail, ref SplitMix64 chance)
    {
        trail.Fill(float.NaN);
        (trail[0], trail[1]) = (1 + chance.NextInt32(1000), 1 + chance.NextInt32(Categories));
        var isKnown = false;
        for (var (touch, count) = (0, 1 + chance.NextInt32(8)); touch < count; touch++)
        {
            var columns = trail.Slice(UserTrail.OwnColumns + (touch * UserTrail.TouchColumns), UserTrail.TouchColumns);
            (columns[0], columns[1], columns[2]) = (1 + chance.NextInt32(1000), 1 + chance.NextInt32(Categories), 1);
            (columns[3], columns[4]) = ((float)(touch + chance.NextDouble()), 1);
            isKnown |= columns[1] == trail[1];
        }
        return isKnown;
    }
}
