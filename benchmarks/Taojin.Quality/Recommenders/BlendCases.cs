using System.Globalization;
using System.Numerics.Tensors;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Quality.Recommenders;

/// <summary>Scaled scores of several models for the items that any of them ranks high, case by case, and the weights that rank best by them.</summary>
internal sealed class BlendCases
{
    private const int Depth = 100, Draws = 60, Rounds = 6;
    private static readonly double[] Changes = [0, 0.25, 0.5, 0.7, 0.85, 0.95, 1.05, 1.2, 1.5, 2, 4];
    private readonly int _members;
    private readonly float[][][] _scores;
    private readonly int[][] _asked;

    /// <summary>Asks each model, one of them alone in its blend, for every case.</summary>
    public BlendCases(RankingTest test, BlendModel[] models)
    {
        (_members, _scores, _asked) = (models.Length, new float[test.Users.Length][][], new int[test.Users.Length][]);
        new FitContext().ForEachRow(test.Users.Length, () => new float[models.Length][], (row, scores) =>
        {
            var (candidates, best) = (new SortedSet<int>(test.Relevant[row]), new int[Depth]);
            for (var member = 0; member < models.Length; member++)
            {
                var all = scores[member] ??= new float[models[member].Items.Count];
                Score(models[member], test, row, all);
                candidates.UnionWith(best[..TopK.Write(all, best)]);
            }
            int[] items = [.. candidates];
            _scores[row] = Array.ConvertAll(scores, all => Array.ConvertAll(items, item => all[item]));
            _asked[row] = Array.ConvertAll(test.Relevant[row], item => Array.BinarySearch(items, item));
        });
    }

    /// <summary>Each model alone, equal weights, and weights drawn by chance; from the best of them, one weight after another is changed while it helps.</summary>
    public (double[] Weights, double Value) Best(Func<double[], double> aim, Action<string> say)
    {
        var (best, top) = (Array.Empty<double>(), double.NegativeInfinity);
        foreach (var start in Starts())
        {
            var value = Mean(start, aim);
            if (start.Count(weight => weight > 0) == 1 || value > top)
                say($"{Text(start)}: {value.ToString("0.00000", CultureInfo.InvariantCulture)}");
            (best, top) = value > top ? (start, value) : (best, top);
        }
        for (var (round, before) = (0, double.NegativeInfinity); round < Rounds && top > before; round++)
        {
            before = top;
            for (var member = 0; member < _members; member++)
                foreach (var change in Changes)
                {
                    double[] changed = [.. best];
                    changed[member] = best[member] == 0 ? change * 0.1 : best[member] * change;
                    if (changed.Sum() > 0 && Mean(changed, aim) is var value && value > top)
                        (best, top) = (Array.ConvertAll(changed, weight => weight / changed.Sum()), value);
                }
            say($"{Text(best)}: {top.ToString("0.00000", CultureInfo.InvariantCulture)}");
        }
        return (best, top);
    }

    /// <summary>How much better weights are than the best member alone, with the 95 % interval of the paired difference; and which member that is.</summary>
    public (int Member, double Gain, double Half) AgainstBestMember(double[] weights, Func<double[], double> aim)
    {
        var alone = Enumerable.Range(0, _members).Select(member => Values(Alone(member), aim)).ToArray();
        var best = Enumerable.Range(0, _members).MaxBy(member => alone[member].Average());
        double[] differences = [.. Values(weights, aim).Zip(alone[best], (blend, single) => blend - single)];
        var mean = differences.Average();
        return (best, mean, 1.96 * Math.Sqrt(differences.Sum(each => (each - mean) * (each - mean)) / (differences.Length - 1) / differences.Length));
    }

    /// <summary>All weight on one member.</summary>
    public double[] Alone(int member) => [.. Enumerable.Range(0, _members).Select(each => each == member ? 1.0 : 0)];

    private IEnumerable<double[]> Starts()
    {
        for (var alone = 0; alone < _members; alone++)
            yield return Alone(alone);
        yield return [.. Enumerable.Repeat(1.0 / _members, _members)];
        for (var draw = 0; draw < Draws; draw++)
        {
            var chance = new FitContext().Random("blend-weights", draw);
            double[] waits = [.. Enumerable.Range(0, _members).Select(_ => chance.NextExponential())];
            yield return Array.ConvertAll(waits, wait => wait / waits.Sum());
        }
    }

    private static string Text(double[] weights) => string.Join(" ", weights.Select(weight => weight.ToString("0.##", CultureInfo.InvariantCulture)));

    private double Mean(double[] weights, Func<double[], double> aim) => Values(weights, aim).Average();

    /// <summary>The aim of each case.</summary>
    private double[] Values(double[] weights, Func<double[], double> aim)
    {
        var values = new double[_scores.Length];
        new FitContext().ForEachRow(values.Length, row =>
        {
            var blended = new float[_scores[row][0].Length];
            for (var member = 0; member < _members; member++)
                TensorPrimitives.MultiplyAdd(_scores[row][member], (float)weights[member], blended, blended);
            var places = new double[_asked[row].Length];
            Ranks.Write(blended, _asked[row], places);
            Array.Sort(places);
            values[row] = aim(places);
        });
        return values;
    }

    private static void Score(BlendModel model, RankingTest test, int row, float[] scores)
    {
        if (test.Histories is { } histories)
            model.Score(histories[row], scores);
        else
            model.Score(test.Users[row], scores);
        if (test.HidesSeen)
            foreach (var item in test.Past.Matrix[test.Users[row]].Columns)
                scores[item] = float.NaN;
    }
}
