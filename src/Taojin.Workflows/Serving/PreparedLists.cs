using Taojin.Data;

namespace Taojin.Workflows.Serving;

/// <summary>The best items of each user by one recommender, without those the user touched: made when a model is published, and anew when the user did something.</summary>
/// <remarks>
/// Lists stand in blocks of many, 200 bytes a user and no object of its own for any. A list is read without a lock: its first word holds the user's
/// version and how many places there are, and is empty while somebody writes; who finds it changed afterwards makes the list from the history.
/// </remarks>
internal sealed class PreparedLists(PublishedRecommender source)
{
    /// <summary>Places of a list: more than a page, so that filters leave one.</summary>
    public const int Depth = 24;

    /// <summary>Users beyond get their lists when they ask: the bound of the memory.</summary>
    public const int MostUsers = 2_000_000;

    private const int Words = Depth + 1, UsersABlock = 4096;
    [ThreadStatic] private static (int[] Best, float[] Scores) _room;
    private readonly Lock _writing = new();
    private readonly ulong[]?[] _blocks = new ulong[]?[(MostUsers + UsersABlock - 1) / UsersABlock];

    /// <summary>The list of a user as the history is now.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="past">What the user did, in order of time.</param>
    /// <param name="items">The shop's items.</param>
    /// <param name="room">Receives the places, shape [<see cref="Depth"/>].</param>
    public PreparedList Of(ListUser user, Touch[] past, Vocabulary items, Span<ulong> room) =>
        TryRead(user, room, out var known) ? known : Make(BasisOf(user, past, items), room);

    /// <summary>Whether the list of a user stands ready, as the history is now.</summary>
    public bool Has(ListUser user) => user.Index < MostUsers && BlockOf(user.Index) is { } block && IsOf(Volatile.Read(ref block[user.Index % UsersABlock * Words]), user.Version);

    /// <summary>All that a list is made from, so that it can be made while the shop goes on.</summary>
    public ListBasis BasisOf(ListUser user, Touch[] past, Vocabulary items)
    {
        var touched = new HashSet<int>();
        foreach (var touch in past)
            if (touch.Kind.IsTouch() && source.ModelItem(touch.Item, items) is >= 0 and var index)
                touched.Add(index);
        return new(user, source.PastOf(past, items, isVisit: false), touched);
    }

    /// <summary>Makes a list and keeps it.</summary>
    public PreparedList Make(ListBasis basis, Span<ulong> room)
    {
        var (wanted, places) = (Math.Min(source.Model.Items.Count, Depth + basis.Touched.Count), 0);
        if (_room.Best is null || _room.Best.Length < wanted)
            _room = (new int[wanted], new float[wanted]);
        var best = _room.Best.AsSpan(0, wanted);
        var scores = _room.Scores.AsSpan(0, wanted);
        var count = source.Best(basis.User.Id, basis.Past, best, scores);
        for (var place = 0; place < count && places < Depth; place++)
            if (!basis.Touched.Contains(best[place]))
                room[places++] = ((ulong)(uint)best[place] << 32) | BitConverter.SingleToUInt32Bits(scores[place]);
        var isAll = places < Depth;
        Keep(basis.User.Index, Head(basis.User.Version, places, isAll), room[..places]);
        return new(room[..places], isAll);
    }

    private bool TryRead(ListUser user, Span<ulong> room, out PreparedList list)
    {
        list = default;
        if (user.Index >= MostUsers || BlockOf(user.Index) is not { } block)
            return false;
        var row = block.AsSpan(user.Index % UsersABlock * Words, Words);
        var head = Volatile.Read(ref row[0]);
        if (!IsOf(head, user.Version))
            return false;
        var count = (int)(head >> 32) & 0xFF;
        row.Slice(1, count).CopyTo(room);
        Interlocked.MemoryBarrier();
        list = new(room[..count], ((head >> 62) & 1) != 0);
        return Volatile.Read(ref row[0]) == head;
    }

    private ulong[]? BlockOf(int user) => Volatile.Read(ref _blocks[user / UsersABlock]);

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
}

/// <summary>A user as a list knows them.</summary>
/// <param name="Index">Index in the shop, 0 or more.</param>
/// <param name="Id">The id.</param>
/// <param name="Version">Changes whenever the user does something.</param>
internal readonly record struct ListUser(int Index, string Id, int Version);

/// <summary>What a list is made from.</summary>
/// <param name="User">For whom.</param>
/// <param name="Past">What the user did, by the model's indexes.</param>
/// <param name="Touched">Items by the model's indexes that are not in the list.</param>
internal sealed record ListBasis(ListUser User, UserPast Past, HashSet<int> Touched);

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
