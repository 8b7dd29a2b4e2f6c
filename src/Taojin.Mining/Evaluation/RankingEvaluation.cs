using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Evaluation;

/// <summary>Judges recommenders by ranking all items for each user; nothing is sampled.</summary>
public static class RankingEvaluation
{
    private static readonly int[] Ks = [5, 10, 20, 50];

    /// <summary>
    /// NDCG@10 (the main metric), HR, Recall, NDCG, MRR and MAP at 5, 10, 20 and 50, MRR; of the first ten: novelty, diversity, coverage and Gini index;
    /// and the same by how much is known of users and items.
    /// </summary>
    /// <remarks>Ties stand at their middle place, items without a score last. One row of scores a thread is held, never users × items.</remarks>
    /// <param name="model">Fitted on the test's past.</param>
    /// <param name="test">What came after.</param>
    /// <param name="context">Seed of the resamples, threads, cancellation.</param>
    public static ModelScore Evaluate(IRecommender model, RankingTest test, FitContext context)
    {
        var lists = JudgedLists.Of(model, test, context);
        var segments = RankingSegments.Of(model, lists, test);
        var columns = Columns(lists);
        var replicates = MetricColumn.Replicates([.. columns, .. segments.SelectMany(segment => segment.Columns)], context);
        List<MetricValue> metrics = [.. columns.Select((column, index) => column.Interval(replicates, index))];
        metrics.Add(Plain("Coverage@10", lists.Coverage(), lists.Places.Length));
        metrics.Add(Plain("Gini@10", lists.Gini(), lists.Places.Length));
        var next = columns.Count;
        var scored = new List<SegmentScore>();
        foreach (var segment in segments)
        {
            scored.Add(new(segment.Name, segment.NameZh, [.. segment.Columns.Select((column, index) => column.Interval(replicates, next + index))]));
            next += segment.Columns.Count;
        }
        return new(metrics, [.. replicates.Select(values => values[0])]) { Split = test.Split, Segments = scored };
    }

    private static List<MetricColumn> Columns(JudgedLists lists)
    {
        var columns = new List<MetricColumn> { lists.Column("NDCG@10", places => RankingMetrics.Ndcg(places, 10)) };
        foreach (var k in Ks)
        {
            columns.Add(lists.Column($"HR@{k}", places => RankingMetrics.Hit(places, k)));
            columns.Add(lists.Column($"Recall@{k}", places => RankingMetrics.Recall(places, k)));
            if (k != 10)
                columns.Add(lists.Column($"NDCG@{k}", places => RankingMetrics.Ndcg(places, k)));
            columns.Add(lists.Column($"MRR@{k}", places => RankingMetrics.ReciprocalRank(places, k)));
            columns.Add(lists.Column($"MAP@{k}", places => RankingMetrics.AveragePrecision(places, k)));
        }
        columns.Add(lists.Column("MRR", places => RankingMetrics.ReciprocalRank(places)));
        columns.Add(new("Novelty@10", lists.Novelty));
        if (lists.Diversity is { } diversity)
            columns.Add(new("Diversity@10", diversity));
        if (lists.Distance is { } distance)
            columns.Add(new("Distance@10", distance));
        return columns;
    }

    private static MetricValue Plain(string name, double value, int cases) => new(name, value, double.NaN, double.NaN, cases);
}
