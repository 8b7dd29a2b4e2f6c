using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using Taojin.Storage.Postgres;
using Taojin.Storage.Tables;

namespace Taojin.Workflows;

/// <summary>Writes the rows that purchase models learn from, and are judged by, as Parquet, a file a cut and partition of users: for tools of one's own.</summary>
/// <remarks>All pairs, none sampled. A user's partition is that of a cluster: file k of n holds the k-th n-th of the 1,024 virtual partitions.</remarks>
public sealed class FeatureRows(Mine mine)
{
    /// <summary>Writes the files; what stands there by the same names is replaced.</summary>
    /// <param name="prepared">The cleaned log.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="parts">Files of each cut, 1 to 1,024.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <exception cref="TaojinException">The log is too short for a window to look ahead in; or rows.parts.</exception>
    public IReadOnlyList<FeatureFile> Run(Prepared prepared, string folder, int parts, FitContext context)
    {
        if (parts is < 1 or > UserPart.Count)
            throw new TaojinException("rows.parts", $"{parts} is no number of files.", $"Give 1 to {UserPart.Count}.");
        var (log, split) = (prepared.Log, PurchaseSplit.Of(prepared.Log, kind => kind == EventKind.Purchase));
        var partOf = Enumerable.Range(0, log.Users.Count).Select(user => (int)((long)UserPart.Of(log.Users.IdAt(user)) * parts / UserPart.Count)).ToArray();
        var rows = new PartitionedRows(log, (partOf, parts), new(new(), mine.Features, context));
        var files = new FeatureFile[parts];
        var written = new List<FeatureFile>();
        Directory.CreateDirectory(folder);
        foreach (var (name, cut) in Cuts(split))
        {
            rows.At(cut, split.Horizon, (part, made) => files[part] = Written(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-part-{part:0000}.parquet")), log, made));
            written.AddRange(files);
        }
        return written;
    }

    private static IEnumerable<(string Name, Instant Cut)> Cuts(PurchaseSplit split)
    {
        for (var cut = 0; cut < split.TrainCuts.Count; cut++)
            yield return (string.Create(CultureInfo.InvariantCulture, $"train-{cut + 1}"), split.TrainCuts[cut]);
        if (split.ValidationCut is { } validation)
            yield return ("validation", validation);
        yield return ("test", split.TestCut);
    }

    private static FeatureFile Written(string path, ShopLog log, PurchaseTest rows)
    {
        ParquetRows.Write(path, rows.Features.Columns, Enumerable.Range(0, rows.Labels.Length).Select(row => new LabelledRow(
            log.Users.IdAt(rows.Users[row]), log.Items.Ids.IdAt(rows.Items[row]), rows.Cut, rows.Labels[row], rows.Features.Values[row].ToArray())));
        return new(path, rows.Labels.Length, rows.Labels.AsSpan().Count(true), rows.Cut);
    }
}

/// <summary>A file of rows.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Rows">Pairs in it.</param>
/// <param name="Bought">Of them, those that were bought within the horizon.</param>
/// <param name="Cut">The moment at which the features are read.</param>
public sealed record FeatureFile(string Path, int Rows, int Bought, Instant Cut);
