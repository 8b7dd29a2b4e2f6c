using System.IO.Compression;
using System.Text;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;

namespace Taojin.Quality.Classification;

/// <summary>A set parted into what is learned from and what is judged.</summary>
internal sealed record TrainAndTest(Labelled<string> Train, Labelled<string> Test);

/// <summary>Reads labelled texts from published files and parts them by the one split rule: CRC-32 of the folded text, modulo 5, is 0 for test.</summary>
internal static class LabelledSets
{
    private const int Parts = 5;

    /// <summary>Pricerunner titles without repeats, by category.</summary>
    public static TrainAndTest Pricerunner(string path) => Split(Csv(path).Skip(1).Select(row => (row[1], row[6])).DistinctBy(row => FoldedText.Of(row.Item1)));

    /// <summary>Fashion titles by article type: 143 classes, each as the path of three levels that it most often stands under.</summary>
    public static TrainAndTest FashionTitles(string path)
    {
        var rows = Csv(path).Skip(1).ToArray();
        var paths = rows.GroupBy(row => row[4], StringComparer.Ordinal).ToDictionary(
            type => type.Key, type => type.CountBy(row => $"{row[2]} > {row[3]} > {row[4]}").OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).First().Key, StringComparer.Ordinal);
        return Split(rows.Select(row => (row[9], paths[row[4]])));
    }

    /// <summary>Chinese reviews by category of product.</summary>
    public static TrainAndTest Reviews(string path) => Split(Csv(path).Skip(1).Where(row => row.Length == 3).Select(row => (row[2], row[0])));

    /// <summary>Rows of a CSV with quotes, plain, gzip or the first entry of a zip.</summary>
    public static IEnumerable<string[]> Csv(string path)
    {
        using var reader = Open(path);
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (int read; (read = reader.Read()) >= 0;)
        {
            var letter = (char)read;
            if (isQuoted && letter == '"' && reader.Peek() == '"')
                cell.Append((char)reader.Read());
            else if (letter == '"')
                isQuoted = !isQuoted;
            else if (isQuoted || letter is not (',' or '\n' or '\r'))
                cell.Append(letter);
            else if (letter != '\r')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (letter == ',')
                    continue;
                yield return [.. cells];
                cells.Clear();
            }
        }
        if (cells.Count > 0 || cell.Length > 0)
            yield return [.. cells, cell.ToString()];
    }

    private static StreamReader Open(string path) => Path.GetExtension(path) switch
    {
        ".gz" => new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress)),
        ".zip" => new StreamReader(ZipFile.OpenRead(path).Entries[0].Open()),
        _ => new StreamReader(path),
    };

    private static TrainAndTest Split(IEnumerable<(string Text, string Class)> rows)
    {
        var all = Labelled<string>.Of(rows);
        var isTest = all.Inputs.Select(text => System.IO.Hashing.Crc32.HashToUInt32(Encoding.UTF8.GetBytes(FoldedText.Of(text))) % Parts == 0).ToArray();
        return new(all.Pick([.. Enumerable.Range(0, isTest.Length).Where(row => !isTest[row])]), all.Pick([.. Enumerable.Range(0, isTest.Length).Where(row => isTest[row])]));
    }
}
