using System.Diagnostics;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Quality.Deep;

/// <summary>Milliseconds from a user's history to the ten best of all items, one thread, the first half left out as warming up.</summary>
internal sealed record AnswerTimes(double Least, double Median, double Percentile99, double Most)
{
    public static AnswerTimes Of(IFoldInRecommender model, RankingTest test, int answers = 2000)
    {
        var (scores, best, times) = (new float[model.Items.Count], new int[10], new double[answers]);
        for (var turn = 0; turn < 2 * times.Length; turn++)
        {
            var history = test.Past.HistoryOf(test.Users[turn % test.Users.Length]);
            var start = Stopwatch.GetTimestamp();
            model.Score(history, scores);
            TopK.Write(scores, best);
            times[turn % times.Length] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return new(times[0], times[times.Length / 2], times[(int)(0.99 * times.Length)], times[^1]);
    }
}
