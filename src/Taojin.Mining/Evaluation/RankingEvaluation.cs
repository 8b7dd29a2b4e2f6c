using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Evaluation;

/// <summary>Judges recommenders by ranking all items for each user; nothing is sampled.</summary>
public static class RankingEvaluation
{
    private static readonly int[] Ks = [5, 10, 20, 50];

    /// <summary>NDCG@10 (the main metric), HR, Recall, NDCG and MAP at 5, 10, 20 and 50, MRR, and coverage and novelty of the first ten.</summary>
    /// <param name="model">Fitted on the test's past.</param>
    /// <param name="test">What came after.</param>
    /// <param name="context">Seed of the resamples, threads, cancellation.</param>
    public static ModelScore Evaluate(IRecommender model, RankingTest test, FitContext context)
    {
        var (places, shown) = (new double[test.Users.Length][], new bool[test.Past.Items.Count]);
        var popularity = Popularity(test.Past);
        var novelty = new double[test.Users.Length];
        context.ForEachRow(test.Users.Length, () => new float[model.Items.Count], (row, scores) =>
        {
            ScoreUnseen(model, test, row, scores);
            places[row] = Array.ConvertAll(test.Relevant[row], item => PlaceOf(scores, item));
            Array.Sort(places[row]);
            Span<int> best = stackalloc int[10];
            var count = TopK.Write(scores, best);
            foreach (var item in best[..count])
                shown[item] = true; // only ever set, so the order of threads does not matter
            foreach (var item in best[..count])
                novelty[row] -= Math.Log2(popularity[item]) / count;
        });
        return Summary(places, novelty, shown, context);
    }

    /// <summary>Place of an item among all scores: one more than those above it, and half of those that tie. NaN scores stand last.</summary>
    public static double PlaceOf(ReadOnlySpan<float> scores, int item)
    {
        var score = scores[item];
        var (above, same, unknown) = (0, 0, 0);
        foreach (var other in scores)
        {
            above += other > score ? 1 : 0;
            same += other == score ? 1 : 0;
            unknown += float.IsNaN(other) ? 1 : 0;
        }
        return float.IsNaN(score) ? scores.Length - unknown + ((unknown + 1) / 2.0) : above + ((same + 1) / 2.0);
    }

    private static void ScoreUnseen(IRecommender model, RankingTest test, int row, float[] scores)
    {
        var history = test.Histories?[row];
        if (history is null)
            model.Score(test.Users[row], scores);
        else if (model is IFoldInRecommender foldIn)
            foldIn.Score(history, scores);
        else if (model is INonPersonalRecommender anybody)
            anybody.Score(scores);
        else
            scores.AsSpan().Fill(float.NaN);
        if (!test.HidesSeen)
            return;
        if (history is null)
            foreach (var item in test.Past.Matrix[test.Users[row]].Columns)
                scores[item] = float.NaN;
        else
            foreach (var each in history)
                scores[each.Item] = float.NaN;
    }

    private static ModelScore Summary(double[][] places, double[] novelty, bool[] shown, FitContext context)
    {
        var columns = new List<(string Name, double[] Values)> { ("NDCG@10", PerUser(places, user => RankingMetrics.Ndcg(user, 10))) };
        foreach (var k in Ks)
        {
            columns.Add(($"HR@{k}", PerUser(places, user => RankingMetrics.Hit(user, k))));
            columns.Add(($"Recall@{k}", PerUser(places, user => RankingMetrics.Recall(user, k))));
            if (k != 10)
                columns.Add(($"NDCG@{k}", PerUser(places, user => RankingMetrics.Ndcg(user, k))));
            columns.Add(($"MAP@{k}", PerUser(places, user => RankingMetrics.AveragePrecision(user, k))));
        }
        columns.Add(("MRR", PerUser(places, user => RankingMetrics.ReciprocalRank(user))));
        columns.Add(("Novelty@10", novelty));
        var replicates = new double[Bootstrap.Replicates][];
        context.ForEachRow(replicates.Length, replicate =>
        {
            var weights = Bootstrap.Weights(context.Seed, replicate, places.Length);
            replicates[replicate] = [.. columns.Select(column => Mean(column.Values, weights))];
        });
        List<MetricValue> metrics = [.. columns.Select((column, index) =>
            Bootstrap.Interval(column.Name, column.Values.Length == 0 ? double.NaN : column.Values.Average(), replicates.Select(values => values[index]), places.Length))];
        metrics.Add(new("Coverage@10", shown.Count(each => each) / (double)Math.Max(1, shown.Length), double.NaN, double.NaN, places.Length));
        return new(metrics, [.. replicates.Select(values => values[0])]);
    }

    private static double[] PerUser(double[][] places, Func<double[], double> metric) => Array.ConvertAll(places, user => metric(user));

    private static double Mean(double[] values, byte[] weights)
    {
        double sum = 0, total = 0;
        for (var index = 0; index < values.Length; index++)
        {
            sum += weights[index] * values[index];
            total += weights[index];
        }
        return sum / total;
    }

    /// <summary>Share of users who touched each item, at least one in all users: the chance that a list is no news.</summary>
    private static double[] Popularity(Interactions past)
    {
        var users = new int[past.Items.Count];
        foreach (var item in past.Matrix.Columns)
            users[item]++;
        return Array.ConvertAll(users, count => Math.Max(1, count) / (double)Math.Max(1, past.Matrix.RowCount));
    }
}
