using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Taojin.Numerics;

/// <summary>The items of the highest products with each user's vector, for all users at once; no matrix of users × items is ever held.</summary>
/// <remarks>
/// Eight users meet 512 items at a time: their products stay in the nearest cache, where one comparison a vector tells whether any beats a user's
/// bar. Costs users·items·n multiplications, and beside the answer one more copy of both sides.
/// </remarks>
public static unsafe class TopProducts
{
    private const int ItemBlock = 512, UserBlock = 128;

    /// <summary>Best items of each user, best first; equal products go to the lower item, NaN is never picked.</summary>
    /// <param name="factors">Vectors of users, shape [users × n], and of items, shape [items × n].</param>
    /// <param name="hidden">Items that must not be picked, user by user, shape [users × items]; null to hide none.</param>
    /// <param name="best">Receives the items, shape [users × k]; −1 where a user has fewer than k.</param>
    /// <param name="threads">At most so many threads; the bits do not depend on it.</param>
    public static void Write((DenseRows Users, DenseRows Items) factors, CsrMatrix? hidden, int[] best, int threads)
    {
        var (users, items) = factors;
        if (users.RowCount == 0)
            return;
        var k = best.Length / users.RowCount;
        using PackedPanels left = PackedPanels.Of(users, Tile.Rows), right = PackedPanels.Of(items, Tile.Columns);
        var sides = (left, right);
        Parallel.For(0, (users.RowCount + UserBlock - 1) / UserBlock, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, block =>
        {
            var lists = new BestList[Math.Min(UserBlock, users.RowCount - (block * UserBlock))];
            for (var place = 0; place < lists.Length; place++)
                lists[place] = new(best.AsMemory(((block * UserBlock) + place) * k, k));
            Meet(sides, (block * UserBlock, items.RowCount), hidden, lists);
            foreach (var list in lists)
                list.Finish();
        });
    }

    private static void Meet((PackedPanels Left, PackedPanels Right) sides, (int FirstUser, int Items) size, CsrMatrix? hidden, BestList[] lists)
    {
        var products = new AlignedFloats(Tile.Rows * ItemBlock);
        for (var first = 0; first < size.Items; first += ItemBlock)
            for (var top = 0; top < lists.Length; top += Tile.Rows)
            {
                var count = Math.Min(ItemBlock, size.Items - first);
                for (var column = 0; column < count; column += Tile.Columns)
                    Tile.Write(sides.Left[(size.FirstUser + top) / Tile.Rows], sides.Right[(first + column) / Tile.Columns], sides.Right.Depth, new(products.Start + column, ItemBlock));
                for (var row = 0; row < Math.Min(Tile.Rows, lists.Length - top); row++)
                    Offer(products.Start + (row * ItemBlock), (first, count), hidden is null ? default : hidden[size.FirstUser + top + row].Columns, lists[top + row]);
            }
        GC.KeepAlive(products); // of which the tiles know an address only
    }

    /// <summary>Offers what beats the bar; most vectors of products hold nothing that does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Offer(float* products, (int First, int Count) items, ReadOnlySpan<int> hidden, BestList list)
    {
        var place = 0;
        for (; place + 16 <= items.Count; place += 16)
            if (!list.IsFull || Vector512.GreaterThanAny(Vector512.Load(products + place), Vector512.Create(list.Bar)))
                OfferEach(products, (items.First, place, place + 16), hidden, list);
        OfferEach(products, (items.First, place, items.Count), hidden, list);
    }

    private static void OfferEach(float* products, (int First, int Start, int End) range, ReadOnlySpan<int> hidden, BestList list)
    {
        for (var place = range.Start; place < range.End; place++)
            if (list.WouldTake(products[place]) && hidden.BinarySearch(range.First + place) < 0)
                list.Add(range.First + place, products[place]);
    }
}

/// <summary>The best few of scores that come one by one in order of their items: a heap with the worst of them on top.</summary>
internal sealed class BestList(Memory<int> items)
{
    private readonly float[] _scores = new float[items.Length];
    private int _count;

    /// <summary>What a further score must beat once the list is full.</summary>
    public float Bar { get; private set; } = float.NegativeInfinity;

    public bool IsFull => _count == items.Length;

    public bool WouldTake(float score) => IsFull ? score > Bar : !float.IsNaN(score);

    /// <summary>Takes in what <see cref="WouldTake"/> allows.</summary>
    public void Add(int item, float score)
    {
        if (items.IsEmpty)
            return;
        if (!IsFull)
            SiftUp(_count++, item, score);
        else
            SiftDown(_count, item, score);
        if (IsFull)
            Bar = _scores[0];
    }

    /// <summary>Puts the best first and −1 where nothing came.</summary>
    public void Finish()
    {
        var heap = items.Span;
        for (var size = _count - 1; size > 0; size--)
        {
            var (item, score) = (heap[size], _scores[size]);
            (heap[size], _scores[size]) = (heap[0], _scores[0]);
            SiftDown(size, item, score);
        }
        heap[_count..].Fill(-1);
    }

    private static bool IsWorse((float Score, int Item) left, (float Score, int Item) right) =>
        left.Score < right.Score || (left.Score == right.Score && left.Item > right.Item);

    private void SiftUp(int place, int item, float score)
    {
        var heap = items.Span;
        for (; place > 0 && IsWorse((score, item), (_scores[(place - 1) / 2], heap[(place - 1) / 2])); place = (place - 1) / 2)
            (heap[place], _scores[place]) = (heap[(place - 1) / 2], _scores[(place - 1) / 2]);
        (heap[place], _scores[place]) = (item, score);
    }

    private void SiftDown(int count, int item, float score)
    {
        var heap = items.Span;
        var place = 0;
        for (int child; (child = (2 * place) + 1) < count; place = child)
        {
            if (child + 1 < count && IsWorse((_scores[child + 1], heap[child + 1]), (_scores[child], heap[child])))
                child++;
            if (!IsWorse((_scores[child], heap[child]), (score, item)))
                break;
            (heap[place], _scores[place]) = (heap[child], _scores[child]);
        }
        (heap[place], _scores[place]) = (item, score);
    }
}
