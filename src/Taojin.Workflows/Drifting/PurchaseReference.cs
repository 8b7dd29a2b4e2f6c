using Taojin.Data;
using Taojin.Mining.Evaluation.Drift;
using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;

namespace Taojin.Workflows.Drifting;

/// <summary>What a model of purchases is compared by: its columns, its probabilities, and how often pairs were bought.</summary>
internal static class PurchaseReference
{
    /// <summary>Rows of a sample, of both moments.</summary>
    public const int MostRows = 20_000;

    /// <summary>The rows of the test cut, from which nothing was left out by its outcome.</summary>
    public static TrainingReference Of(IProbabilityModel model, PurchaseTest test)
    {
        var step = Math.Max(1, test.Labels.Length / MostRows);
        var rows = test.Features.Pick([.. Enumerable.Range(0, (test.Labels.Length + step - 1) / step).Select(row => row * step)]);
        var bought = test.Labels.LongCount(label => label);
        return new()
        {
            Cut = test.Cut.ToDateTimeOffset(),
            Columns = [.. Columns(rows).Select(column => BinnedColumn.Of(column.Name, column.Values))],
            Score = BinnedColumn.Of("score", Scores(model, rows)),
            Labels = [bought, test.Labels.Length - bought],
        };
    }

    /// <summary>Compares with the log as it is now, at the hour of the training's sample.</summary>
    public static (DateTimeOffset AsOf, IReadOnlyList<ColumnDrift> Columns, ColumnDrift Score, ColumnDrift? Label) Drift(TrainingReference then, (IProbabilityModel Model, bool HasTrail, double HorizonHours) model, Mine mine, ShopLog log)
    {
        var (start, horizon) = (Instant.Of(then.Cut), TimeSpan.FromHours(model.HorizonHours));
        var (features, labels) = (Latest(start, log.End), Latest(start, log.End - horizon));
        var job = new HoldOutJob(new(), mine.Features with { HasTrail = model.HasTrail }, new() { Threads = Environment.ProcessorCount });
        var now = PurchaseSample.At(log, (labels >= start && then.Labels is not null ? labels : null, features), horizon, MostRows, job);
        var columns = Columns(now.Rows).ToDictionary(column => column.Name, column => column.Values, StringComparer.Ordinal);
        return (
            features.ToDateTimeOffset(),
            [.. then.Columns.Select(column => ColumnDrift.Of(column, columns.GetValueOrDefault(column.Name) ?? []))],
            ColumnDrift.Of(then.Score, Scores(model.Model, now.Rows)),
            now.LabelledPairs == 0 ? null : Label(then.Labels!, [now.Bought, now.LabelledPairs - now.Bought]));
    }

    private static ColumnDrift Label(IReadOnlyList<long> then, long[] now) =>
        new("label", StabilityIndex.Of(then, now), StabilityIndex.ByChance(2, then.Sum(), now.Sum()), then.Sum(), now.Sum()) { ShareThen = (double)then[0] / then.Sum(), ShareNow = (double)now[0] / now.Sum() };

    /// <summary>The last moment of the log at the hour of the training's sample.</summary>
    private static Instant Latest(Instant start, Instant end) => start + TimeSpan.FromDays(Math.Floor((end - start).TotalDays));

    private static float[] Scores(IProbabilityModel model, FeatureTable rows)
    {
        var said = new double[rows.RowCount];
        model.Predict(rows, said);
        return Array.ConvertAll(said, each => (float)each);
    }

    private static IEnumerable<(string Name, IEnumerable<float> Values)> Columns(FeatureTable rows) =>
        rows.Columns.Select((name, column) => (name, Enumerable.Range(0, rows.RowCount).Select(row => rows.Values[row][column])));
}
