using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>Doubly robust scores: numbers whose mean is the effect over all people, each made by models that never saw the person.</summary>
/// <remarks>Robins, Rotnitzky &amp; Zhao 1994, doi:10.1080/01621459.1994.10476818; cross-fitting by Chernozhukov et al. 2018, doi:10.1111/ectj.12097.</remarks>
public static class RobustScores
{
    /// <summary>Parts that people are dealt into; each is scored by what was learned from the others.</summary>
    public const int Folds = 5;

    /// <summary>One score a person, shape [rows].</summary>
    /// <param name="pair">The control (0) and one arm (1).</param>
    /// <param name="learner">Models of the outcome stand on it.</param>
    /// <param name="context">Names the chance that deals people into folds: within each group, so that none is empty.</param>
    public static double[] Of(ExperimentTable pair, BaseLearner learner, FitContext context)
    {
        var fold = FoldOf(pair.Arm, context);
        var scores = new double[pair.RowCount];
        for (var held = 0; held < Folds; held++)
        {
            var others = pair.Pick([.. Rows(fold, each => each != held)]);
            int[] rows = [.. Rows(fold, each => each == held)];
            var features = pair.Features.Pick(rows);
            var (without, with, share) = (
                Said(TLearner.Outcome(learner, others, 0, context), features),
                Said(TLearner.Outcome(learner, others, 1, context), features),
                Said(Propensity.Of(others, context), features));
            for (var place = 0; place < rows.Length; place++)
            {
                var (row, e) = (rows[place], Propensity.Clipped(share[place]));
                var correction = pair.Arm[row] == 1 ? (pair.Outcomes[row] - with[place]) / e : -(pair.Outcomes[row] - without[place]) / (1 - e);
                scores[row] = with[place] - without[place] + correction;
            }
        }
        return scores;
    }

    /// <summary>The fold of each row, groups dealt one by one so that each fold holds its share of each.</summary>
    internal static int[] FoldOf(IReadOnlyList<int> group, FitContext context)
    {
        var fold = new int[group.Count];
        foreach (var each in group.Distinct().Order())
        {
            int[] rows = [.. Enumerable.Range(0, group.Count).Where(row => group[row] == each)];
            context.Random("cross-fitting/folds", each).Shuffle<int>(rows);
            for (var place = 0; place < rows.Length; place++)
                fold[rows[place]] = place % Folds;
        }
        return fold;
    }

    internal static double[] Said(IValueModel model, FeatureTable features)
    {
        var values = new double[features.RowCount];
        model.Predict(features, values);
        return values;
    }

    private static IEnumerable<int> Rows(int[] fold, Func<int, bool> wanted) => Enumerable.Range(0, fold.Length).Where(row => wanted(fold[row]));
}
