using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Quality.Marketing;

/// <summary>One half of the people to learn from, the other to judge by.</summary>
internal sealed class HillstromSplit
{
    private const int Replicates = 100, Folds = 5;
    private static readonly Lazy<byte[][]> Weights = new(() => [.. Enumerable.Range(0, Replicates).Select(replicate => Bootstrap.Weights(1, replicate, 64_000))]);
    private readonly Dictionary<(string Name, int Arm), Resampled> _qini = [];

    /// <summary>The simplest learner within one standard error of the best over folds of the training half: for each arm, then for both together; then the best itself for each arm.</summary>
    public required string[] Chosen { get; init; }

    /// <summary>What a rule for everybody would bring.</summary>
    public Dictionary<string, Resampled> Policies { get; } = [];

    public IEnumerable<string> Names => _qini.Keys.Select(key => key.Name).Distinct();

    public Resampled Of(string name, int arm) => _qini[(name, arm)];

    public static HillstromSplit Of(ExperimentTable data, IReadOnlyList<(string Name, IEstimator<ExperimentTable, IUpliftModel> Learner)> learners, string[] flags, int split)
    {
        var order = Enumerable.Range(0, data.RowCount).ToArray();
        SplitMix64.Stream(11, "hillstrom/split", split).Shuffle<int>(order);
        var (train, test) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);
        var context = new FitContext { Seed = (ulong)split };
        var chosen = Choose(data.Pick(train), learners, context);
        var result = new HillstromSplit { Chosen = chosen };
        var held = data.Pick(test);
        foreach (var (name, learner) in learners)
        {
            var said = Said(learner.Fit(data.Pick(train), context), held.Features);
            result.Judge(name, held, test, (row, arm) => said[row][arm]);
            if (name == chosen[2])
                result.Decide(held, test, row => Math.Max(said[row][0], said[row][1]) <= 0 ? 0 : said[row][0] > said[row][1] ? 1 : 2, "best-arm");
        }
        foreach (var flag in flags)
        {
            var (sign, column) = (flag[0] == '-' ? -1 : 1, held.Features.Columns.ToList().IndexOf(flag.TrimStart('-')));
            result.Judge(flag, held, test, (row, _) => sign * held.Features.Values[row][column]);
        }
        foreach (var (name, arm) in new[] { ("none", 0), ("all-mens", 1), ("all-womens", 2) })
            result.Decide(held, test, _ => arm, name);
        return result;
    }

    private static string[] Choose(ExperimentTable train, IReadOnlyList<(string Name, IEstimator<ExperimentTable, IUpliftModel> Learner)> learners, FitContext context)
    {
        var scores = learners.ToDictionary(each => each.Name, _ => new double[Folds, 3]);
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] others = [.. Enumerable.Range(0, train.RowCount).Where(row => row % Folds != fold)], rows = [.. Enumerable.Range(0, train.RowCount).Where(row => row % Folds == fold)];
            var (known, held) = (train.Pick(others), train.Pick(rows));
            foreach (var (name, learner) in learners)
            {
                var said = Said(learner.Fit(known, context), held.Features);
                for (var arm = 0; arm < 2; arm++)
                    scores[name][fold, 2] += scores[name][fold, arm] = UpliftCurve.Of(Cases(held, arm, row => said[row][arm], out _)).QiniArea();
            }
        }
        return [.. Enumerable.Range(0, 3).Select(arm => Simplest(scores, [.. learners.Select(each => each.Name)], arm)), .. Enumerable.Range(0, 2).Select(arm => scores.MaxBy(each => Mean(each.Value, arm)).Key)];
    }

    /// <summary>The first of the learners, which stand in order of simplicity, within one standard error of the best (Breiman et al. 1984, ch. 3.4.3).</summary>
    private static string Simplest(Dictionary<string, double[,]> scores, string[] names, int arm)
    {
        var best = scores.Values.MaxBy(each => Mean(each, arm))!;
        var mean = Mean(best, arm);
        var error = Math.Sqrt(Enumerable.Range(0, Folds).Sum(fold => (best[fold, arm] - mean) * (best[fold, arm] - mean)) / (Folds - 1) / Folds);
        return Array.Find(names, name => Mean(scores[name], arm) >= mean - error)!;
    }

    private static double Mean(double[,] scores, int arm) => Enumerable.Range(0, Folds).Average(fold => scores[fold, arm]);

    private static DenseRows Said(IUpliftModel model, FeatureTable features)
    {
        var said = new DenseRows(features.RowCount, model.Arms.Count);
        model.Predict(features, said);
        return said;
    }

    private void Judge(string name, ExperimentTable held, int[] people, Func<int, int, double> score)
    {
        for (var arm = 0; arm < 2; arm++)
        {
            var own = arm;
            var curve = UpliftCurve.Of(Cases(held, arm, row => score(row, own), out var rows));
            var replicates = new double[Replicates];
            Parallel.For(0, Replicates, replicate => replicates[replicate] = curve.QiniArea([.. rows.Select(row => Weights.Value[replicate][people[row]])]));
            _qini[(name, arm)] = new(curve.QiniArea(), replicates);
        }
    }

    private static UpliftCase[] Cases(ExperimentTable held, int arm, Func<int, double> score, out int[] rows)
    {
        rows = [.. Enumerable.Range(0, held.RowCount).Where(row => held.Arm[row] == 0 || held.Arm[row] == arm + 1)];
        return [.. rows.Select(row => new UpliftCase(score(row), held.Arm[row] > 0, held.Outcomes[row]))];
    }

    /// <summary>Mean outcome if everybody got what a rule says: arms had the same probability, so people who got just that stand for all.</summary>
    private void Decide(ExperimentTable held, int[] people, Func<int, int> rule, string name)
    {
        int[] rows = [.. Enumerable.Range(0, held.RowCount).Where(row => held.Arm[row] == rule(row))];
        double Mean(Func<int, double> weight) => rows.Sum(row => weight(row) * held.Outcomes[row]) / rows.Sum(weight);
        Policies[name] = new(Mean(_ => 1), [.. Enumerable.Range(0, Replicates).Select(replicate => Mean(row => Weights.Value[replicate][people[row]]))]);
    }
}
