using System.Globalization;

namespace Taojin.Quality.Purchase;

/// <summary>A fifth of the pairs that a log touched before its last day, as the pipeline's own test rows are.</summary>
internal static class AskedPairs
{
    private const long Day = 86_400;

    /// <summary>Reads user,item,category,behaviour,seconds without header, ordered by time; writes user,item with one.</summary>
    public static void Write(string log, string pairs)
    {
        var cut = File.ReadLines(log).Select(line => long.Parse(line.AsSpan(line.LastIndexOf(',') + 1), CultureInfo.InvariantCulture)).Max() - Day;
        var seen = new HashSet<(int User, int Item)>();
        using var output = new StreamWriter(pairs);
        output.Write("user,item\n");
        foreach (var line in File.ReadLines(log))
        {
            var cells = line.Split(',');
            if (long.Parse(cells[4], CultureInfo.InvariantCulture) >= cut)
                break;
            var pair = (int.Parse(cells[0], CultureInfo.InvariantCulture), int.Parse(cells[1], CultureInfo.InvariantCulture));
            if (seen.Add(pair) && seen.Count % 5 == 0)
                output.Write($"{cells[0]},{cells[1]}\n");
        }
    }
}
