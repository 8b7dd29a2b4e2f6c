using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>Effects of people as said by models that never saw them: what can be judged on the same experiment.</summary>
public static class CrossFitting
{
    /// <summary>Predicted uplift of each person, shape [people × arms]: learned in turn from all but one of five parts.</summary>
    public static DenseRows Uplift(ExperimentTable data, IEstimator<ExperimentTable, IUpliftModel> learner, FitContext context)
    {
        var (fold, result) = (RobustScores.FoldOf(data.Arm, context), new DenseRows(data.RowCount, data.Arms.Count));
        for (var held = 0; held < RobustScores.Folds; held++)
        {
            int[] others = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] != held)], rows = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] == held)];
            var said = new DenseRows(rows.Length, data.Arms.Count);
            learner.Fit(data.Pick(others), context).Predict(data.Features.Pick(rows), said);
            for (var place = 0; place < rows.Length; place++)
                said[place].CopyTo(result[rows[place]]);
        }
        return result;
    }
}
