using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Evaluation;

/// <summary>Ratings that were given after a cut, one a row.</summary>
/// <param name="Users">User of each row, shape [rows].</param>
/// <param name="Items">Item of each row, shape [rows].</param>
/// <param name="Values">What was said, shape [rows].</param>
public sealed record RatingTest(int[] Users, int[] Items, float[] Values);

/// <summary>Judges expected ratings.</summary>
public static class RatingEvaluation
{
    /// <summary>RMSE and MAE over all rows, lower is better, with intervals by resampling users; NaN without rows.</summary>
    /// <param name="model">Fitted on what came before.</param>
    /// <param name="test">What came after.</param>
    /// <param name="context">Seed of the resamples, threads, cancellation.</param>
    public static IReadOnlyList<MetricValue> Evaluate(IRatingModel model, RatingTest test, FitContext context)
    {
        var users = test.Users.Distinct().Order().ToArray();
        var (squares, sizes, rows) = (new double[users.Length], new double[users.Length], new double[users.Length]);
        for (var row = 0; row < test.Values.Length; row++)
        {
            var error = model.Predict(test.Users[row], test.Items[row]) - test.Values[row];
            var place = Array.BinarySearch(users, test.Users[row]);
            squares[place] += error * error;
            sizes[place] += Math.Abs(error);
            rows[place]++;
        }
        var ones = Enumerable.Repeat((byte)1, users.Length).ToArray();
        var resamples = new byte[Bootstrap.Replicates][];
        context.ForEachRow(resamples.Length, replicate => resamples[replicate] = Bootstrap.Weights(context.Seed, replicate, users.Length));
        return
        [
            Bootstrap.Interval("RMSE", Math.Sqrt(Mean(squares, rows, ones)), resamples.Select(weights => Math.Sqrt(Mean(squares, rows, weights))), users.Length),
            Bootstrap.Interval("MAE", Mean(sizes, rows, ones), resamples.Select(weights => Mean(sizes, rows, weights)), users.Length),
        ];
    }

    private static double Mean(double[] sums, double[] rows, byte[] weights)
    {
        double sum = 0, count = 0;
        for (var user = 0; user < sums.Length; user++)
            (sum, count) = (sum + (weights[user] * sums[user]), count + (weights[user] * rows[user]));
        return sum / count;
    }
}
