using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Evaluation;

/// <summary>What a model's lists came to for each judged user.</summary>
internal sealed class JudgedLists
{
    private const int Shown = 10;
    private readonly int[] _shown;
    private readonly double[][] _ascending;

    private JudgedLists(RankingTest test)
    {
        var users = test.Users.Length;
        (Places, _ascending, Novelty, _shown) = (new double[users][], new double[users][], new double[users], new int[test.Past.Items.Count]);
        Diversity = test.Past.Items.Category.Length > 0 ? new double[users] : null;
        Distance = test.ItemVectors is null ? null : new double[users];
    }

    /// <summary>Places of each user's relevant items, parallel to <see cref="RankingTest.Relevant"/>.</summary>
    public double[][] Places { get; }

    /// <summary>Mean surprise of each user's first ten in bits: −log₂ of the share of users who touched the item.</summary>
    public double[] Novelty { get; }

    /// <summary>Share of the pairs within the first ten that are of different categories; null without categories.</summary>
    public double[]? Diversity { get; }

    /// <summary>Mean of 1 − cosine over the pairs within the first ten; null without vectors.</summary>
    public double[]? Distance { get; }

    public static JudgedLists Of(IRecommender model, RankingTest test, FitContext context)
    {
        var (lists, popularity, variety) = (new JudgedLists(test), Popularity(test.Past), new ListVariety(test.Past.Items, test.ItemVectors));
        context.ForEachRow(test.Users.Length, () => new float[model.Items.Count], (row, scores) =>
        {
            ScoreUnseen(model, test, row, scores);
            lists.Places[row] = new double[test.Relevant[row].Length];
            Ranks.Write(scores, test.Relevant[row], lists.Places[row]);
            lists._ascending[row] = [.. lists.Places[row]];
            Array.Sort(lists._ascending[row]);
            Span<int> best = stackalloc int[Shown];
            best = best[..TopK.Write(scores, best)];
            foreach (var item in best)
            {
                Interlocked.Increment(ref lists._shown[item]);
                lists.Novelty[row] -= Math.Log2(popularity[item]) / best.Length;
            }
            lists.Diversity?[row] = variety.OfCategories(best);
            lists.Distance?[row] = variety.OfVectors(best);
        });
        return lists;
    }

    /// <summary>A metric of each user's places, ascending.</summary>
    public MetricColumn Column(string name, Func<double[], double> metric) => new(name, Array.ConvertAll(_ascending, places => metric(places)));

    /// <summary>Share of all items that anybody was shown.</summary>
    public double Coverage() => _shown.Count(count => count > 0) / (double)Math.Max(1, _shown.Length);

    /// <summary>Inequality of how often items are shown: 0 when all are shown equally often, towards 1 when few are shown to all.</summary>
    public double Gini() => RankingMetrics.Gini(_shown);

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
        if (test.Hidden is { } hidden)
            foreach (var item in hidden[row])
                scores[item] = float.NaN;
        else if (!test.HidesSeen)
            return;
        else if (history is null)
            foreach (var item in test.Past.Matrix[test.Users[row]].Columns)
                scores[item] = float.NaN;
        else
            foreach (var each in history)
                scores[each.Item] = float.NaN;
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
