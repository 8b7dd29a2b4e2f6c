using System.Numerics.Tensors;

namespace Taojin.Numerics;

/// <summary>Forms and factors G + penalty·I + Σ w yyᵀ, whole or for some neighbouring columns. One object a thread.</summary>
/// <remarks>Picked rows are gathered a few at a time, so that they lie in the nearest cache while <see cref="Tile"/> goes over them.</remarks>
internal sealed unsafe class NormalMatrix
{
    private const int GatheredFloats = 8192;
    private const float Least = 1e-7f; // keeps the factor of a matrix without penalty from breaking down
    private readonly AlignedFloats _square;
    private readonly AlignedFloats _plain;
    private readonly AlignedFloats _weighted;
    private readonly AlignedFloats _right;
    private readonly int _size;
    private readonly int _width;
    private readonly int _chunk;

    /// <param name="size">Columns of the system.</param>
    public NormalMatrix(int size)
    {
        (_size, _width) = (size, (size + Tile.Columns - 1) / Tile.Columns * Tile.Columns);
        _chunk = Math.Max(16, GatheredFloats / _width);
        (_right, _square, _plain, _weighted) = (new(_width), new((_size + Tile.Rows) * (long)_width), new(_chunk * (long)_width), new(_chunk * (long)_width));
    }

    private Panel Square => new(_square.Start, _width);

    /// <summary>The matrix of the columns from <paramref name="first"/> on.</summary>
    /// <returns>False when it is not positive definite.</returns>
    public bool TryFactor(in RowEquations equations, int first, int count)
    {
        for (var row = 0; row < count; row++)
        {
            var line = _square.Span.Slice(row * _width, _width);
            equations.Gram.Slice(((first + row) * equations.Size) + first + row, count - row).CopyTo(line[row..]);
            line[row] += equations.Penalty + Least;
            line[count..].Clear();
        }
        for (var place = 0; place < equations.Picked.Length; place += _chunk)
        {
            var rows = Math.Min(_chunk, equations.Picked.Length - place);
            Gather(equations, (place, rows), (first, count));
            for (var row = 0; row < count; row += Tile.Rows)
                for (var column = row / Tile.Columns * Tile.Columns; column < count; column += Tile.Columns)
                    Tile.Add(new(_weighted.Start + row, _width), new(_plain.Start + column, _width), rows, new(_square.Start + ((nint)row * _width) + column, _width));
        }
        var isDefinite = UpperCholesky.TryFactor(Square, count);
        GC.KeepAlive(this); // of whose memory the tiles know an address only
        return isDefinite;
    }

    /// <summary>Solves for a right side in place, once factored.</summary>
    public void Solve(Span<float> vector)
    {
        _right.Clear();
        vector.CopyTo(_right.Span);
        UpperCholesky.Solve(Square, vector.Length, _right.Start);
        _right.Span[..vector.Length].CopyTo(vector);
        GC.KeepAlive(this);
    }

    private void Gather(in RowEquations equations, (int Start, int Count) rows, (int First, int Count) columns)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            var from = equations.Known[equations.Picked[rows.Start + row]].Slice(columns.First, columns.Count);
            from.CopyTo(_plain.Span[(row * _width)..]);
            TensorPrimitives.Multiply(from, equations.Weights[rows.Start + row], _weighted.Span[(row * _width)..]);
        }
    }
}
