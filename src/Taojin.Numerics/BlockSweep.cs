namespace Taojin.Numerics;

/// <summary>The work of <see cref="SpdMatrix.TryInvert"/>: sweeps a symmetric matrix, held by its lower half, by blocks of columns.</summary>
/// <remarks>A sweep of block K: with D = A(K,K) and U = A(:,K), W = U D⁻¹: A −= W Uᵀ elsewhere, A(:,K) = W, A(K,K) = −D⁻¹. After all: A = −A⁻¹.</remarks>
internal sealed unsafe class BlockSweep : IDisposable
{
    private const int Block = 256, TaskRows = 128, TaskColumns = 512;
    private readonly float[] _square;
    private readonly int _size;
    private readonly ParallelOptions _parallel;
    private readonly PackedPanels _tall; // U, then W, as left panels
    private readonly PackedPanels _wide; // U as right panels

    public BlockSweep(float[] square, int size, int threads)
    {
        (_square, _size, _parallel) = (square, size, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) });
        (_tall, _wide) = (new(size, Block, Tile.Rows), new(size, Block, Tile.Columns));
    }

    public bool TryAll()
    {
        fixed (float* square = _square)
        {
            for (var start = 0; start < _size; start += Block)
                if (!TrySweep(square, start, Math.Min(Block, _size - start)))
                    return false;
            Finish(square);
        }
        return true;
    }

    public void Dispose()
    {
        _tall.Dispose();
        _wide.Dispose();
    }

    private bool TrySweep(float* square, int start, int width)
    {
        var pivot = new double[width * width];
        for (var row = 0; row < width; row++)
            for (var column = 0; column <= row; column++)
                pivot[(row * width) + column] = pivot[(column * width) + row] = At(square, start + row)[start + column];
        if (!SmallInverse.TryReplace(pivot, width))
            return false;
        using var inverse = new PackedPanels(width, width, Tile.Columns);
        for (var row = 0; row < width; row++)
            inverse.Put(row, Array.ConvertAll(pivot[(row * width)..((row + 1) * width)], value => (float)value));
        Each(_wide.Count, panel => Gather(square, panel, start, width));
        Each(_tall.Count, panel => TimesInverse(panel, inverse));
        Update(square, width);
        Each(_tall.Count, panel => Scatter(square, panel, start, width));
        for (var row = 0; row < width; row++)
            for (var column = 0; column <= row; column++)
                At(square, start + row)[start + column] = -(float)pivot[(row * width) + column];
        return true;
    }

    private float* At(float* square, int row) => square + ((nint)row * _size);

    private void Each(int count, Action<int> body) => Parallel.For(0, count, _parallel, body);

    /// <summary>U of 32 rows, into both layouts; rows of the block itself are 0, so that the update leaves them alone.</summary>
    private void Gather(float* square, int panel, int start, int width)
    {
        for (var row = panel * Tile.Columns; row < Math.Min(_size, (panel + 1) * Tile.Columns); row++)
        {
            float* left = _tall.Row(row), right = _wide.Row(row);
            var from = row < start ? At(square, start) + row : At(square, row) + start;
            var step = row < start ? (nint)_size : 1;
            var isOutside = row < start || row >= start + width;
            for (nint k = 0; k < width; k++)
                left[k * Tile.Rows] = right[k * Tile.Columns] = isOutside ? from[k * step] : 0;
        }
    }

    /// <summary>W = U D⁻¹ of 8 rows, in the place of U.</summary>
    private void TimesInverse(int panel, PackedPanels inverse)
    {
        var product = stackalloc float[Tile.Rows * Block];
        for (var column = 0; column < inverse.Count; column++)
            Tile.Write(_tall[panel], inverse[column], inverse.Depth, new(product + (column * Tile.Columns), Block));
        var place = _tall[panel].Start;
        for (var k = 0; k < inverse.Depth; k++)
            for (var row = 0; row < Tile.Rows; row++)
                place[(k * Tile.Rows) + row] = product[(row * Block) + k];
    }

    /// <summary>A −= W Uᵀ on the lower half, in tasks of 128 × 512 that share nothing.</summary>
    private void Update(float* square, int width)
    {
        var bands = (_size + TaskRows - 1) / TaskRows;
        var perBand = (_size + TaskColumns - 1) / TaskColumns;
        Each(bands * perBand, task =>
        {
            var (top, left) = (task / perBand * TaskRows, task % perBand * TaskColumns);
            for (var row = top; row < Math.Min(_size, top + TaskRows); row += Tile.Rows)
                for (var column = left; column < Math.Min(left + TaskColumns, Math.Min(_size, row + Tile.Rows)); column += Tile.Columns)
                    UpdateTile(square, row, column, width);
        });
    }

    private void UpdateTile(float* square, int row, int column, int width)
    {
        var (left, right) = (_tall[row / Tile.Rows], _wide[column / Tile.Columns]);
        if (row + Tile.Rows <= _size && column + Tile.Columns <= _size)
        {
            Tile.Subtract(left, right, width, new(At(square, row) + column, _size));
            return;
        }
        var product = stackalloc float[Tile.Rows * Tile.Columns];
        Tile.Write(left, right, width, new(product, Tile.Columns));
        for (var r = 0; r < Math.Min(Tile.Rows, _size - row); r++)
            for (var c = 0; c < Math.Min(Tile.Columns, _size - column); c++)
                At(square, row + r)[column + c] -= product[(r * Tile.Columns) + c];
    }

    private void Scatter(float* square, int panel, int start, int width)
    {
        for (var row = panel * Tile.Rows; row < Math.Min(_size, (panel + 1) * Tile.Rows); row++)
        {
            if (row >= start && row < start + width)
                continue;
            var from = _tall.Row(row);
            var to = row < start ? At(square, start) + row : At(square, row) + start;
            var step = row < start ? (nint)_size : 1;
            for (nint k = 0; k < width; k++)
                to[k * step] = from[k * Tile.Rows];
        }
    }

    /// <summary>Turns the sign and fills the upper half, square by square so that the far side stays in the cache.</summary>
    private void Finish(float* square) => Each((_size + 63) / 64, band =>
    {
        for (var left = 0; left <= band * 64; left += 64)
            for (var row = band * 64; row < Math.Min(_size, (band + 1) * 64); row++)
                for (var column = left; column <= Math.Min(row, left + 63); column++)
                    At(square, column)[row] = At(square, row)[column] = -At(square, row)[column];
    });
}
