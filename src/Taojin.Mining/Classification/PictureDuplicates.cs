using System.Numerics;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;

namespace Taojin.Mining.Classification;

/// <summary>Finds equal pictures and nearly equal ones: the same shot in another size, compression or light.</summary>
/// <remarks>
/// Pictures that share one of eight runs of eight bits are compared: at most <see cref="MostBits"/> of 64 bits may differ, and the small copies by <see cref="MostDistance"/>.
/// Costs pictures × the size of their runs' buckets, of which 200 are looked at; bits do not depend on threads.
/// </remarks>
public static class PictureDuplicates
{
    /// <summary>Most bits of the signs that may differ.</summary>
    public const int MostBits = 7;

    /// <summary>Most that the small copies may differ by, 0 to 255.</summary>
    public const double MostDistance = 6;

    private const int Bands = 8, BitsOfBand = 8, MostOfBucket = 200;

    /// <summary>Groups of pictures; a picture stands in at most one.</summary>
    /// <param name="signs">Signs of the pictures; null where there is none.</param>
    /// <param name="context">Cancellation.</param>
    public static IReadOnlyList<DuplicateGroup> Find(IReadOnlyList<PictureSign?> signs, FitContext context)
    {
        var (groups, present) = (new DisjointGroups(signs.Count), Enumerable.Range(0, signs.Count).Where(place => signs[place] is not null).ToArray());
        foreach (var same in present.GroupBy(place => Convert.ToBase64String(signs[place]!.Copy), StringComparer.Ordinal).Where(same => same.Count() > 1))
            groups.Join(same);
        for (var band = 0; band < Bands; band++)
            foreach (var bucket in present.GroupBy(place => (byte)(signs[place]!.Bits >> (band * BitsOfBand)), place => place))
                JoinNear([.. bucket.OrderBy(place => signs[place]!.Bits).ThenBy(place => place)], signs, groups, context);
        return [.. groups.All().Select(items => new DuplicateGroup(items, items.All(item => signs[item]!.Copy.AsSpan().SequenceEqual(signs[items[0]]!.Copy))))];
    }

    /// <summary>Each with those after it in order of their bits: of many alike the nearest come first.</summary>
    private static void JoinNear(int[] places, IReadOnlyList<PictureSign?> signs, DisjointGroups groups, FitContext context)
    {
        for (var left = 0; left < places.Length; left++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            for (var right = left + 1; right < Math.Min(places.Length, left + MostOfBucket); right++)
                if (BitOperations.PopCount(signs[places[left]]!.Bits ^ signs[places[right]]!.Bits) <= MostBits && !groups.AreOne(places[left], places[right])
                    && signs[places[left]]!.DistanceTo(signs[places[right]]!) <= MostDistance)
                    groups.Join([places[left], places[right]]);
        }
    }
}
