using CsCheck;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class SessionKnnContract : RecommenderPromises<SessionKnnContract>, INamesAlgorithm
{
    public static string Name => "session-knn";
}

public sealed class SessionKnnTests
{
    private static readonly SessionKnnOptions Plainest = new()
    {
        MatchRarity = 0, ScoreRarity = 0, LengthDamping = 0, SessionDecay = 0, PositionDecay = 1e6, MatchDistanceDecay = 1e6,
    };

    [Fact]
    public void Shared_items_count_one_each_when_nothing_decays()
    {
        var model = Fit(Plainest, [[0, 1, 2], [0, 3], [1, 2]]);

        Score(model, 0, 1).ShouldBe([3, 3, 3, 1], 1e-3);
        Score(model, 3).ShouldBe([1, 0, 0, 1], 1e-3);
    }

    [Fact]
    public void Only_the_newest_sessions_of_an_item_are_searched_and_only_the_nearest_are_asked()
    {
        var sampled = Fit(Plainest with { SampleSize = 1 }, [[0, 1], [0, 2], [0, 3]]);
        var nearest = Fit(Plainest with { Neighbours = 1 }, [[0, 1, 2], [0, 3], [0, 3]]);

        Score(sampled, 0).ShouldBe([1, 0, 0, 1], 1e-3);
        Score(nearest, 0, 1).ShouldBe([2, 2, 2, 0], 1e-3);
    }

    [Fact]
    public void Scores_equal_plain_loops_over_all_sessions() => Gen.Int[0, 7].Array[1, 6].Array[2, 12].Sample(sequences =>
    {
        var sessions = sequences.Select(LastTouches).ToArray();
        var options = new SessionKnnOptions();

        var scores = Score(Fit(options, sequences, itemCount: 8), 1, 2, 5);

        for (var item = 0; item < 8; item++)
            scores[item].ShouldBe((float)Plain(sessions, [1, 2, 5], item, options), 1e-3f);
    }, iter: 200);

    [Fact]
    public void Scoring_in_parallel_gives_the_same_scores()
    {
        var data = Testing.Contracts.TwoTastes.Shop();
        var model = new SessionKnn(new()).Fit(data, new FitContext());
        var alone = Enumerable.Range(0, 240).Select(user => ScoreUser(model, user)).ToArray();

        var together = Enumerable.Range(0, 240).AsParallel().AsOrdered().Select(user => ScoreUser(model, user)).ToArray();

        together.SelectMany(scores => scores).ShouldBe(alone.SelectMany(scores => scores));
    }

    private static double Plain(int[][] sessions, int[] history, int item, SessionKnnOptions options)
    {
        double Rarity(int each, double power) => Math.Pow(Math.Log(1 + (sessions.Length / (double)sessions.Count(session => session.Contains(each)))), power);
        double sum = 0;
        for (var number = 0; number < sessions.Length; number++)
        {
            var session = sessions[number];
            var newer = sessions.Length - 1 - number; // in order of time, as the test makes them
            var (nearness, match) = (0.0, -1);
            for (var age = 0; age < history.Length; age++)
                if (session.Contains(history[^(age + 1)]))
                {
                    nearness += Math.Exp(-age / options.PositionDecay) * Rarity(history[^(age + 1)], options.MatchRarity);
                    match = match < 0 ? Array.IndexOf(session, history[^(age + 1)]) : match;
                }
            if (match < 0 || !session.Contains(item))
                continue;
            nearness *= Math.Exp(-options.SessionDecay * newer / sessions.Length) / Math.Pow(session.Length, options.LengthDamping);
            sum += nearness * Rarity(item, options.ScoreRarity) * Math.Exp(-Math.Abs(Array.IndexOf(session, item) - match) / options.MatchDistanceDecay);
        }
        return sum;
    }

    private static int[] LastTouches(int[] items) => [.. items.Select((item, place) => (item, place)).GroupBy(each => each.item).OrderBy(each => each.Last().place).Select(each => each.Key)];

    private static SessionKnnModel Fit(SessionKnnOptions options, int[][] sequences, int itemCount = 4) =>
        new SessionKnn(options).Fit(PublishedSequences.Of(sequences, itemCount, secondsApart: 100), new FitContext { Threads = 1 });

    private static float[] Score(SessionKnnModel model, params int[] history)
    {
        var scores = new float[model.Items.Count];
        model.Score([.. history.Select((item, place) => new HistoryItem(item, 1, Instant.OfSeconds(place)))], scores);
        return scores;
    }

    private static float[] ScoreUser(SessionKnnModel model, int user)
    {
        var scores = new float[model.Items.Count];
        model.Score(user, scores);
        return scores;
    }
}
