using System.Runtime.InteropServices;
using Taojin.Numerics;

namespace Taojin.Cluster.Training;

/// <summary>Rows of a sparse matrix as bytes: how many rows, columns and entries, then starts, columns and values, little-endian.</summary>
internal static class RowBytes
{
    private const int HeaderBytes = 3 * sizeof(int);

    public static byte[] Of(CsrMatrix rows)
    {
        var starts = MemoryMarshal.AsBytes(rows.Starts);
        var columns = MemoryMarshal.AsBytes(rows.Columns);
        var values = MemoryMarshal.AsBytes(rows.Values);
        var bytes = new byte[HeaderBytes + starts.Length + columns.Length + values.Length];
        int[] header = [rows.RowCount, rows.ColumnCount, rows.EntryCount];
        MemoryMarshal.AsBytes(header.AsSpan()).CopyTo(bytes);
        starts.CopyTo(bytes.AsSpan(HeaderBytes));
        columns.CopyTo(bytes.AsSpan(HeaderBytes + starts.Length));
        values.CopyTo(bytes.AsSpan(HeaderBytes + starts.Length + columns.Length));
        return bytes;
    }

    public static CsrMatrix Read(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, int>(bytes);
        var (rows, columns, entries) = (words[0], words[1], words[2]);
        var (starts, rest) = (words.Slice(3, rows + 1).ToArray(), 3 + rows + 1);
        return new(rows, columns, starts, words.Slice(rest, entries).ToArray(), MemoryMarshal.Cast<int, float>(words.Slice(rest + entries, entries)).ToArray());
    }
}
