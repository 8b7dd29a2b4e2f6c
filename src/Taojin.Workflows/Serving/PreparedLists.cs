using Taojin.Data;

namespace Taojin.Workflows.Serving;

/// <summary>The best items of each user by one recommender, without those the user touched: made when a model is published, and anew when the user did something.</summary>
/// <remarks>
/// Lists stand in blocks of many, 200 bytes a user and no object of its own for any. A list is read without a lock: its first word holds the user's
/// version and how many places there are, and is empty while somebody writes; who finds it changed afterwards makes the list at once from the history.
/// </remarks>
internal sealed class PreparedLists(PublishedRecommender source)
{
    /// <summary>Places of a list: more than a page, so that filters leave one.</summary>
    public const int Depth = 24;

    /// <summary>Users beyond get their lists when they ask: the bound of the memory.</summary>
    public const int MostUsers = 2_000_000;

    private const int Words = Depth + 1, UsersABlock = 4096;
    private readonly Lock _writing = new();
    private readonly ulong[]?[] _blocks = new ulong[]?[(MostUsers + UsersABlock - 1) / UsersABlock];

    /// <summary>The list of a user as the history is now.</summary>
    /// <param name="user">Index of the user in the shop, 0 or more.</param>
    /// <param name="userId">The user's id.</param>
    /// <param name="shop">The shop's histories and items.</param>
    /// <param name="room">Receives the places, shape [<see cref="Depth"/>].</param>
    public PreparedList Of(int user, string userId, (UserHistories Histories, Vocabulary Items) shop, Span<ulong> room)
    {
        var version = shop.Histories.VersionOf(user);
        if (TryRead(user, version, room, out var known))
            return known;
        var (count, isAll) = Make(user, userId, shop, room);
        var head = Head(version, count, isAll);
        Keep(user, head, room[..count]);
        return new(room[..count], isAll);
    }

    private bool TryRead(int user, int version, Span<ulong> room, out PreparedList list)
    {
        list = default;
        if (user >= MostUsers || Volatile.Read(ref _blocks[user / UsersABlock]) is not { } block)
            return false;
        var row = block.AsSpan(user % UsersABlock * Words, Words);
        var head = Volatile.Read(ref row[0]);
        if (!IsOf(head, version))
            return false;
        var count = (int)(head >> 32) & 0xFF;
        row.Slice(1, count).CopyTo(room);
        Interlocked.MemoryBarrier();
        list = new(room[..count], (head >> 62 & 1) != 0);
        return Volatile.Read(ref row[0]) == head;
    }

    /// <summary>Bit 63: there is a list; 62: the recommender has nothing to say beyond; from 32: places; below: the user's version.</summary>
    private static ulong Head(int version, int count, bool isAll) => (1UL << 63) | ((isAll ? 1UL : 0) << 62) | ((ulong)(uint)count << 32) | (uint)version;

    private static bool IsOf(ulong head, int version) => head >> 63 != 0 && (int)(uint)head == version;

    private void Keep(int user, ulong head, ReadOnlySpan<ulong> places)
    {
        if (user >= MostUsers)
            return;
        lock (_writing)
        {
            ref var block = ref _blocks[user / UsersABlock];
            if (block is null)
                Volatile.Write(ref block, new ulong[UsersABlock * Words]);
            var row = block.AsSpan(user % UsersABlock * Words, Words);
            Volatile.Write(ref row[0], 0);
            Interlocked.MemoryBarrier();
            places.CopyTo(row[1..]);
            Volatile.Write(ref row[0], head);
        }
    }

    private (int Count, bool IsAll) Make(int user, string userId, (UserHistories Histories, Vocabulary Items) shop, Span<ulong> list)
    {
        var did = shop.Histories.Of(user);
        var touched = new HashSet<int>();
        foreach (var touch in did)
            if (touch.Kind.IsTouch() && source.ModelItem(touch.Item, shop.Items) is >= 0 and var index)
                touched.Add(index);
        var wanted = Math.Min(source.Model.Items.Count, Depth + touched.Count);
        var (best, scores) = (new int[wanted], new float[wanted]);
        var count = source.Best(userId, source.PastOf(did, shop.Items, isVisit: false), best, scores);
        var places = 0;
        for (var place = 0; place < count && places < Depth; place++)
            if (!touched.Contains(best[place]))
                list[places++] = ((ulong)(uint)best[place] << 32) | BitConverter.SingleToUInt32Bits(scores[place]);
        return (places, places < Depth);
    }
}

/// <summary>One user's list, best first.</summary>
/// <param name="places">Item and score of each place.</param>
/// <param name="isAll">Whether the recommender has nothing to say beyond.</param>
internal readonly ref struct PreparedList(ReadOnlySpan<ulong> places, bool isAll)
{
    private readonly ReadOnlySpan<ulong> _places = places;

    /// <summary>Number of places.</summary>
    public int Count => _places.Length;

    /// <summary>Whether the recommender has nothing to say beyond.</summary>
    public bool IsAllThereIs => isAll;

    /// <summary>Item by the model's indexes, and its score.</summary>
    public (int Index, float Score) this[int place] => ((int)(_places[place] >> 32), BitConverter.UInt32BitsToSingle((uint)_places[place]));
}
