using System.Globalization;
using System.IO.Compression;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Speed;

/// <summary>Data sets of one user a line: user item item …</summary>
internal static class KnownSets
{
    /// <summary>Training and validation part of Gowalla, as the published protocol merges them; null when it is missing.</summary>
    public static Interactions? Gowalla(BenchmarkRun run) => run.Data("gowalla") is not { } folder ? null
        : SyntheticShop.Of(Matrix([.. Lines(Path.Combine(folder, "train.txt.gz")), .. Lines(Path.Combine(folder, "valid.txt"))], (29_858, 40_981), 0));

    /// <summary>All of Amazon Beauty; null when it is missing.</summary>
    public static CsrMatrix? Beauty(string? folder) => folder is null ? null : Matrix(Lines(Path.Combine(folder, "Beauty.txt.gz")), (22_363, 12_101), 1);

    private static CsrMatrix Matrix(IReadOnlyList<string> lines, (int Users, int Items) size, int firstId)
    {
        var (rows, columns) = (new List<int>(), new List<int>());
        foreach (var line in lines)
        {
            var ids = Array.ConvertAll(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), id => int.Parse(id, CultureInfo.InvariantCulture) - firstId);
            foreach (var item in ids.AsSpan(1))
            {
                rows.Add(ids[0]);
                columns.Add(item);
            }
        }
        return CsrMatrix.Of(size.Users, size.Items, [.. rows], [.. columns], [.. rows.Select(_ => 1f)]);
    }

    private static List<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            if (line.Contains(' ', StringComparison.Ordinal))
                lines.Add(line);
        return lines;
    }
}
