using System.Numerics;
using Taojin.Data;

namespace Taojin.Workflows.Serving;

/// <summary>The best items of each user by one recommender, without those the user touched: made when a model is published, and anew when the user did something.</summary>
/// <remarks>
/// A list is one array that is replaced whole, so that it is read without a lock: the user's version, then item and score of each place. A list
/// is used only while its version is the user's; else it is made at once from the history as it is. 300 bytes a user.
/// </remarks>
internal sealed class PreparedLists(PublishedRecommender source)
{
    /// <summary>Places of a list: more than a page, so that filters leave one.</summary>
    public const int Depth = 32;

    /// <summary>Users beyond get their lists when they ask: the bound of the memory.</summary>
    public const int MostUsers = 2_000_000;

    private readonly Lock _growing = new();
    private ulong[]?[] _lists = [];

    /// <summary>The list of a user as the history is now.</summary>
    /// <param name="user">Index of the user in the shop, 0 or more.</param>
    /// <param name="userId">The user's id.</param>
    /// <param name="shop">The shop's histories and items.</param>
    public PreparedList Of(int user, string userId, (UserHistories Histories, Vocabulary Items) shop)
    {
        var (lists, version) = (Volatile.Read(ref _lists), (ulong)(uint)shop.Histories.VersionOf(user));
        if (user < lists.Length && Volatile.Read(ref lists[user]) is { } known && (known[0] & ~PreparedList.AllThereIs) == version)
            return new(known);
        var made = Make(user, userId, shop);
        made[0] |= version;
        Keep(user, made);
        return new(made);
    }

    private void Keep(int user, ulong[] list)
    {
        if (user >= MostUsers)
            return;
        var lists = Volatile.Read(ref _lists);
        if (user >= lists.Length)
            lists = Grown(user);
        Volatile.Write(ref lists[user], list);
    }

    /// <summary>A list that is written into the smaller table meanwhile is lost, and made again when it is asked for.</summary>
    private ulong[]?[] Grown(int user)
    {
        lock (_growing)
        {
            if (user >= _lists.Length)
            {
                var grown = _lists;
                Array.Resize(ref grown, (int)Math.Min(MostUsers, BitOperations.RoundUpToPowerOf2((uint)user + 1)));
                Volatile.Write(ref _lists, grown);
            }
            return _lists;
        }
    }

    private ulong[] Make(int user, string userId, (UserHistories Histories, Vocabulary Items) shop)
    {
        var past = source.PastOf(user, shop.Histories, shop.Items);
        var touched = new HashSet<int>();
        foreach (var touch in shop.Histories.Of(user))
            if (touch.Kind.IsTouch() && source.Model.Items.IndexOf(shop.Items.IdAt(touch.Item)) is >= 0 and var index)
                touched.Add(index);
        var wanted = Math.Min(source.Model.Items.Count, Depth + touched.Count);
        var (best, scores) = (new int[wanted], new float[wanted]);
        var count = source.Best(userId, past, best, scores);
        var (list, places) = (new ulong[Depth + 1], 0);
        for (var place = 0; place < count && places < Depth; place++)
            if (!touched.Contains(best[place]))
                list[++places] = ((ulong)(uint)best[place] << 32) | BitConverter.SingleToUInt32Bits(scores[place]);
        if (places < Depth)
            Array.Resize(ref list, places + 1);
        list[0] = places < Depth ? PreparedList.AllThereIs : 0;
        return list;
    }

}

/// <summary>One user's list, best first.</summary>
internal readonly struct PreparedList(ulong[] list)
{
    /// <summary>Bit of the first word: the recommender has nothing to say beyond.</summary>
    public const ulong AllThereIs = 1UL << 63;

    /// <summary>Number of places.</summary>
    public int Count => list.Length - 1;

    /// <summary>Whether the recommender has nothing to say beyond.</summary>
    public bool IsAllThereIs => (list[0] & AllThereIs) != 0;

    /// <summary>Item by the model's indexes, and its score.</summary>
    public (int Index, float Score) this[int place] => ((int)(list[place + 1] >> 32), BitConverter.UInt32BitsToSingle((uint)list[place + 1]));
}
