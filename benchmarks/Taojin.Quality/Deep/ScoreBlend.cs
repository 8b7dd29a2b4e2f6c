using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Quality.Deep;

/// <summary>Weighted sum of scores, each over its deviation across all items.</summary>
internal sealed class ScoreBlend(IReadOnlyList<IRecommender> models, IReadOnlyList<double> weights) : IFoldInRecommender
{
    public Vocabulary Users => models[0].Users;

    public Vocabulary Items => models[0].Items;

    public void Score(int user, Span<float> scores) => Add(model => Scaled(model, one => model.Score(user, one)), scores);

    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        var past = history.ToArray();
        Add(model => Scaled(model, one => ((IFoldInRecommender)model).Score(past, one)), scores);
    }

    /// <summary>Scores less their mean over their deviation; what has no score stands where the lowest does.</summary>
    public static float[] Scaled(IRecommender model, Action<float[]> score)
    {
        var scores = new float[model.Items.Count];
        score(scores);
        var known = scores.Where(each => !float.IsNaN(each)).ToArray();
        var (low, mean) = known.Length == 0 ? (0, 0) : (known.Min(), known.Average());
        var deviation = known.Length == 0 ? 1 : Math.Sqrt(known.Average(each => (double)(each - mean) * (each - mean)));
        var scale = deviation > 0 ? (float)(1 / deviation) : 0;
        for (var item = 0; item < scores.Length; item++)
            scores[item] = ((float.IsNaN(scores[item]) ? low : scores[item]) - mean) * scale;
        return scores;
    }

    private void Add(Func<IRecommender, float[]> scaled, Span<float> scores)
    {
        scores.Clear();
        for (var place = 0; place < models.Count; place++)
            if (weights[place] > 0)
                TensorPrimitives.MultiplyAdd(scaled(models[place]), (float)weights[place], scores, scores);
    }
}

/// <summary>Finds the weights of a blend on a validation test: one model after another is asked, so that each may be forgotten before the next is fitted.</summary>
/// <param name="test">The validation test.</param>
/// <param name="most">At most so many of its users, spread evenly.</param>
internal sealed class BlendWeights(RankingTest test, int most)
{
    private const int Depth = 100, Passes = 4;
    private static readonly double[] Steps = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.3];
    private readonly int[] _rows = [.. Enumerable.Range(0, Math.Min(most, test.Users.Length)).Select(place => (int)((long)place * test.Users.Length / Math.Min(most, test.Users.Length)))];
    private readonly List<Half[][]> _scores = [];

    /// <summary>Takes the scores of a model in.</summary>
    public void Add(IRecommender model)
    {
        var all = new Half[_rows.Length][];
        new FitContext().ForEachRow(all.Length, place =>
        {
            var row = _rows[place];
            var scores = ScoreBlend.Scaled(model, one =>
            {
                if (test.Histories is { } given)
                    ((IFoldInRecommender)model).Score(given[row], one);
                else
                    model.Score(test.Users[row], one);
            });
            if (test.HidesSeen)
                foreach (var item in test.Past.Matrix[test.Users[row]].Columns)
                    scores[item] = -1000;
            all[place] = Array.ConvertAll(scores, score => (Half)score);
        });
        _scores.Add(all);
    }

    /// <summary>Weights that gain most, found by going through the members again and again; the first has weight 1 to start with.</summary>
    /// <param name="gain">What the place of the relevant item is worth, from 1.</param>
    public double[] Find(Func<int, double> gain)
    {
        var cases = _rows.Select((row, place) => Case(place, test.Relevant[row][0])).ToArray();
        var weights = new double[_scores.Count];
        weights[0] = 1;
        var best = Gain(cases, weights, gain);
        for (var pass = 0; pass < Passes; pass++)
            for (var member = 0; member < weights.Length; member++)
                foreach (var step in Steps)
                {
                    double[] tried = [.. weights];
                    tried[member] = step;
                    if (tried.Sum() > 0 && Gain(cases, tried, gain) is var found && found > best)
                        (best, weights) = (found, tried);
                }
        return weights;
    }

    /// <summary>Scores of the best items of each member, the relevant one first; shape [items][members].</summary>
    private float[][] Case(int place, int relevant)
    {
        var (items, best) = (new SortedSet<int>(), new int[Depth]);
        foreach (var member in _scores)
            items.UnionWith(best[..TopK.Write(Array.ConvertAll(member[place], score => (float)score), best)]);
        items.Remove(relevant);
        return [.. items.Prepend(relevant).Select(item => _scores.Select(member => (float)member[place][item]).ToArray())];
    }

    private static double Gain(float[][][] cases, double[] weights, Func<int, double> gain) => cases.Average(items =>
    {
        var (bar, place) = (Sum(items[0], weights), 1);
        for (var item = 1; item < items.Length; item++)
            place += Sum(items[item], weights) > bar ? 1 : 0;
        return gain(place);
    });

    private static double Sum(float[] scores, double[] weights)
    {
        var sum = 0.0;
        for (var member = 0; member < scores.Length; member++)
            sum += weights[member] * scores[member];
        return sum;
    }
}
