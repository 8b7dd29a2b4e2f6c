using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>
/// The touched pairs of one epoch, dealt by blocks of users and blocks of items. Cells that share neither a block of users nor one of items
/// may be learned from at once, and which thread does so changes nothing. Blocks are dealt anew each epoch, so that any two items meet.
/// </summary>
internal sealed class BprStrata
{
    private const int FewestItems = 256, FewestUsers = 32, MostBlocks = 16;
    private readonly CsrMatrix _data;
    private readonly int[] _userBlock, _itemBlock, _itemOrder, _itemStarts, _cellStarts;
    private readonly (int User, int Item)[] _pairs;

    public BprStrata(CsrMatrix data)
    {
        _data = data;
        Blocks = Math.Clamp(Math.Min(data.ColumnCount / FewestItems, data.RowCount / FewestUsers), 1, MostBlocks);
        (_userBlock, _itemBlock, _itemOrder) = (new int[data.RowCount], new int[data.ColumnCount], new int[data.ColumnCount]);
        (_itemStarts, _cellStarts, _pairs) = (new int[Blocks + 1], new int[(Blocks * Blocks) + 1], new (int, int)[data.EntryCount]);
    }

    /// <summary>Blocks of either side: as many as the data fills, whatever the threads.</summary>
    public int Blocks { get; }

    /// <summary>Pairs of a cell, in random order.</summary>
    public Span<(int User, int Item)> Cell(int userBlock, int itemBlock)
    {
        var cell = (userBlock * Blocks) + itemBlock;
        return _pairs.AsSpan(_cellStarts[cell], _cellStarts[cell + 1] - _cellStarts[cell]);
    }

    /// <summary>Items of a block: what an untouched item is drawn from.</summary>
    public ReadOnlySpan<int> Items(int block) => _itemOrder.AsSpan(_itemStarts[block], _itemStarts[block + 1] - _itemStarts[block]);

    /// <summary>Deals blocks and cells anew.</summary>
    public void Deal(SplitMix64 chance)
    {
        var userOrder = new int[_data.RowCount];
        DealSide(userOrder, _userBlock, ref chance);
        DealSide(_itemOrder, _itemBlock, ref chance);
        for (var block = 0; block <= Blocks; block++)
            _itemStarts[block] = (int)((((long)block * _itemOrder.Length) + Blocks - 1) / Blocks);
        Array.Clear(_cellStarts);
        for (var user = 0; user < _data.RowCount; user++)
            foreach (var item in _data[user].Columns)
                _cellStarts[CellOf(user, item) + 1]++;
        for (var cell = 1; cell < _cellStarts.Length; cell++)
            _cellStarts[cell] += _cellStarts[cell - 1];
        var next = _cellStarts.AsSpan(0, _cellStarts.Length - 1).ToArray();
        for (var user = 0; user < _data.RowCount; user++)
            foreach (var item in _data[user].Columns)
                _pairs[next[CellOf(user, item)]++] = (user, item);
    }

    private void DealSide(int[] order, int[] blocks, ref SplitMix64 chance)
    {
        for (var index = 0; index < order.Length; index++)
            order[index] = index;
        chance.Shuffle<int>(order);
        for (var place = 0; place < order.Length; place++)
            blocks[order[place]] = (int)((long)place * Blocks / order.Length);
    }

    private int CellOf(int user, int item) => (_userBlock[user] * Blocks) + _itemBlock[item];
}
