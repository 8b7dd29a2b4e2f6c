using Taojin.Data;

namespace Taojin.Mining.Recommendation;

/// <summary>Lists that a shop showed, place by place, and what was taken from them: where they were logged, an order can be learned from what people did with it.</summary>
/// <param name="Starts">Where the places of each list begin, shape [lists + 1].</param>
/// <param name="Users">To whom each list was shown, shape [lists].</param>
/// <param name="Times">When, shape [lists].</param>
/// <param name="Items">Index of the item at each place, shape [places].</param>
/// <param name="Positions">Where it stood, from 1, shape [places].</param>
/// <param name="TakenAt">When the user first did something with it out of the list, or <see cref="Instant.Latest"/> for never, shape [places].</param>
public sealed record ShownLists(int[] Starts, int[] Users, Instant[] Times, int[] Items, int[] Positions, Instant[] TakenAt)
{
    /// <summary>Number of lists.</summary>
    public int Count => Users.Length;

    /// <summary>The lists that were shown before a moment; what was taken after it counts as left alone.</summary>
    public ShownLists Before(Instant cut)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(list => Times[list] < cut)];
        var (starts, places) = (new int[kept.Length + 1], new List<int>());
        for (var list = 0; list < kept.Length; list++)
        {
            places.AddRange(Enumerable.Range(Starts[kept[list]], Starts[kept[list] + 1] - Starts[kept[list]]));
            starts[list + 1] = places.Count;
        }
        T[] At<T>(T[] all, IReadOnlyList<int> wanted) => [.. wanted.Select(place => all[place])];
        return new(starts, At(Users, kept), At(Times, kept), At(Items, places), At(Positions, places), [.. places.Select(place => TakenAt[place] < cut ? TakenAt[place] : Instant.Latest)]);
    }
}
