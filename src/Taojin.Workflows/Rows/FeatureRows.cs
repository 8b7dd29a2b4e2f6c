using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using Taojin.Storage.Postgres;
using Taojin.Storage.Tables;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Rows;

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
    public IReadOnlyList<FeatureFile> Run(Prepared prepared, string folder, int parts, FitContext context) =>
        Run(prepared, folder, (Checked(parts), [.. Enumerable.Range(0, parts)]), context);

    /// <summary>Has the files made by other processes that share the shop's store, and brings them here: the same bytes.</summary>
    /// <param name="prepared">The cleaned log.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="parts">Files of each cut, 1 to 1,024.</param>
    /// <param name="away">Where they are made, and what ends it.</param>
    /// <exception cref="TaojinException">rows.not-shared: the log is in a file; rows.parts; or what the places say.</exception>
    public IReadOnlyList<FeatureFile> RunElsewhere(Prepared prepared, string folder, int parts, (IRowPlaces Places, CancellationToken Cancellation) away)
    {
        if (mine.Workspace.Settings.Store.Length == 0)
            throw new TaojinException("rows.not-shared", "Other places cannot read the log: it is in a file of this machine.", "Keep the shop in a PostgreSQL (store in taojin.toml), or write rows without --cluster.");
        var order = new RowsOrder(File.ReadAllText(Path.Combine(mine.Workspace.Folder, "taojin.toml")), Checked(parts), [.. Enumerable.Range(0, parts)], Candidates.Fingerprint(prepared.Log));
        var files = away.Places.WriteAsync(order, Directory.CreateDirectory(folder).FullName, away.Cancellation).GetAwaiter().GetResult();
        return [.. files.Select(file => file with { Path = Path.Combine(folder, Path.GetFileName(file.Path)) }).OrderBy(file => file.Cut).ThenBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>Writes the files of some partitions.</summary>
    internal IReadOnlyList<FeatureFile> Run(Prepared prepared, string folder, (int Count, IReadOnlyList<int> Only) parts, FitContext context)
    {
        var (log, split) = (prepared.Log, PurchaseSplit.Of(prepared.Log, kind => kind == EventKind.Purchase));
        var places = parts.Only.Select((part, place) => (part, place)).ToDictionary(each => each.part, each => each.place);
        var placeOf = Enumerable.Range(0, log.Users.Count).Select(user => places.GetValueOrDefault((int)((long)UserPart.Of(log.Users.IdAt(user)) * parts.Count / UserPart.Count), -1)).ToArray();
        var rows = new PartitionedRows(log, (placeOf, parts.Only.Count), new(new(), mine.Features, context));
        var files = new FeatureFile[parts.Only.Count];
        var written = new List<FeatureFile>();
        Directory.CreateDirectory(folder);
        foreach (var (name, cut) in Cuts(split))
        {
            rows.At(cut, split.Horizon, (place, made) => files[place] = Written(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-part-{parts.Only[place]:0000}.parquet")), log, made));
            written.AddRange(files);
        }
        return written;
    }

    private static int Checked(int parts) => parts is >= 1 and <= UserPart.Count ? parts
        : throw new TaojinException("rows.parts", $"{parts} is no number of files.", $"Give 1 to {UserPart.Count}.");

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
