using System.Text;

namespace Taojin.Storage.Access;

/// <summary>Lines of a file from the last to the first, read a block at a time, while somebody may add to it.</summary>
internal static class LinesBackwards
{
    private const int Block = 1 << 16, Longest = 1 << 20;

    /// <summary>The lines, without those that are empty or longer than 1 MiB, which nobody wrote as a line. Holds one block and one line in memory.</summary>
    public static IEnumerable<string> Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        byte[] block = new byte[Block], begun = []; // what stands before it is not read yet
        var isTooLong = false;
        for (var end = file.Length; end > 0;)
        {
            var count = (int)Math.Min(Block, end);
            end -= count;
            file.Position = end;
            file.ReadExactly(block, 0, count);
            while (Array.LastIndexOf(block, (byte)'\n', count - 1, count) is >= 0 and var place)
            {
                if (!isTooLong && Joined(block.AsSpan(place + 1, count - place - 1), begun) is { Length: > 0 } line)
                    yield return Encoding.UTF8.GetString(line);
                (begun, isTooLong, count) = ([], false, place);
                if (count == 0)
                    break;
            }
            isTooLong |= begun.Length + count > Longest;
            begun = isTooLong ? [] : Joined(block.AsSpan(0, count), begun);
        }
        if (begun.Length > 0)
            yield return Encoding.UTF8.GetString(begun);
    }

    private static byte[] Joined(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => [.. first, .. second];
}
