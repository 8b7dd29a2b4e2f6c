using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>Runs of characters as numbers. Chinese needs no word parting: 羽绒服 holds 羽绒 and 绒服.</summary>
public static class CharacterGrams
{
    /// <summary>Adds the hash of every run of a text, one for each time it occurs. Blanks stand at both ends, so that beginnings of words are runs of their own.</summary>
    /// <param name="folded">A folded text; an empty one has no runs.</param>
    /// <param name="shortest">Characters of the shortest runs, 1 or more.</param>
    /// <param name="longest">Characters of the longest runs.</param>
    /// <param name="hashes">Receives 64 bits a run, the same on every machine.</param>
    public static void AddTo(string folded, int shortest, int longest, List<ulong> hashes)
    {
        if (folded.Length == 0)
            return;
        var padded = $" {folded} ";
        for (var start = 0; start < padded.Length; start++)
        {
            var hash = 14695981039346656037UL; // FNV-1a: string.GetHashCode differs from run to run
            for (var length = 1; length <= longest && start + length <= padded.Length; length++)
            {
                hash = unchecked((hash ^ padded[start + length - 1]) * 1099511628211UL);
                if (length >= shortest && !IsBlank(padded.AsSpan(start, length)))
                    hashes.Add(SplitMix64.Mix(hash));
            }
        }
    }

    private static bool IsBlank(ReadOnlySpan<char> run) => run.Length == 1 && run[0] == ' ';
}
