using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class BiasedMfContract : RecommenderPromises<BiasedMfContract>, INamesAlgorithm
{
    public static string Name => "biased-mf";
}

public sealed class BiasedMfTests
{
    [Fact]
    public void One_rating_moves_everything_as_worked_out_by_hand()
    {
        // One user, one item, one rating of 4: the mean is 4, all biases 0, and q·(p + y) is the whole error. One step moves bᵢ, q and y;
        // then bᵤ and p are solved for: of what is left, (q² + 1) ÷ (q² + 1 + λ) is taken up.
        var data = Shop([(0, 0, 4f)]);
        var options = new BiasedMfOptions { Factors = 1, Epochs = 1, LearningRate = 0.1, BiasRegularization = 0.5, Regularization = 0.5 };
        var context = new FitContext { Seed = 3 };
        double p = 0.1 * context.Random("biased-mf/users").NextNormal(), q = 0.1 * context.Random("biased-mf/items").NextNormal();
        var error = -q * p;
        var (bias, newQ, y) = (0.1 * error, (0.95 * q) + (0.1 * error * p), 0.1 * error * q);
        var (rest, length) = (-bias - (newQ * y), (newQ * newQ) + 1);
        var scores = new float[1];

        new BiasedMf(options).Fit(data, context).Score(0, scores);

        scores[0].ShouldBe((float)(4 + bias + (newQ * y) + (rest * length / (length + 0.5))), 1e-6f);
    }

    [Fact]
    public void Planted_ratings_are_foretold_nearly_to_their_noise_and_better_than_by_biases()
    {
        var (train, test) = Planted();
        var context = new FitContext();

        var whole = Rmse(new BiasedMf(new() { Factors = 8 }).Fit(train, context), test);
        var plain = Rmse(new BiasedMf(new() { Factors = 8, LearnsFromTouches = false }).Fit(train, context), test);
        var biases = Rmse(new BiasedMf(new() { Factors = 1, Regularization = 10 }).Fit(train, context), test);

        whole.ShouldBeLessThan(0.62); // the noise is 0.4
        plain.ShouldBeLessThan(0.62);
        biases.ShouldBeGreaterThan(whole + 0.2);
    }

    [Fact]
    public void A_stranger_who_said_the_same_is_expected_to_say_the_same_and_one_who_only_touched_is_known_by_that()
    {
        var (train, _) = Planted();
        var model = new BiasedMf(new() { Factors = 8 }).Fit(train, new FitContext());
        var (fitted, same, touched) = (new float[60], new float[60], new float[60]);
        var history = train.HistoryOf(4);

        model.Score(4, fitted);
        model.Score(history, same);
        model.Score([.. history.Where(each => each.Item % 2 == 0).Select(each => each with { Rating = float.NaN })], touched);

        same.ShouldBe(fitted);
        touched.ShouldNotBe(fitted);
        touched.ShouldAllBe(score => float.IsFinite(score));
    }

    [Fact]
    public void Rmse_and_mae_are_those_worked_out_by_hand()
    {
        var metrics = RatingEvaluation.Evaluate(new Always(3), new([0, 0, 1], [0, 1, 0], [3, 5, 2]), new FitContext());

        metrics.Select(metric => metric.Name).ShouldBe(["RMSE", "MAE"]);
        metrics[0].Value.ShouldBe(Math.Sqrt((0 + 4 + 1) / 3.0), 1e-12);
        metrics[1].Value.ShouldBe((0 + 2 + 1) / 3.0, 1e-12);
        metrics.ShouldAllBe(metric => metric.Low <= metric.Value && metric.High >= metric.Value);
    }

    [Fact]
    public void The_last_word_on_an_item_counts_and_a_rating_without_a_value_says_nothing()
    {
        var log = new ShopLog
        {
            Users = new Vocabulary(["甲"]), Items = new Catalogue { Ids = new Vocabulary(["茶", "杯"]) },
            User = [0, 0, 0, 0], Item = [0, 0, 1, 1], Kind = [EventKind.Rate, EventKind.Rate, EventKind.Rate, EventKind.View],
            Time = [Instant.OfSeconds(1), Instant.OfSeconds(2), Instant.OfSeconds(3), Instant.OfSeconds(4)], Quantity = [2, 5, float.NaN, 1],
        };

        var ratings = Ratings.Of(log).ShouldNotBeNull();

        ratings.Values.Columns.ToArray().ShouldBe([0]);
        ratings.Values.Values.ToArray().ShouldBe([5f]);
        ratings.Before(Instant.OfSeconds(2)).ShouldBeNull();
    }

    private static double Rmse(IRatingModel model, RatingTest test) => RatingEvaluation.Evaluate(model, test, new FitContext())[0].Value;

    /// <summary>Ratings of two tastes: 3 + item bias ± 1 by sort, with noise of 0.4; a fifth is held back.</summary>
    private static (Interactions Train, RatingTest Test) Planted()
    {
        var chance = new SplitMix64(11);
        var (train, test) = (new List<(int User, int Item, float Value)>(), new List<(int User, int Item, float Value)>());
        for (var user = 0; user < 200; user++)
            for (var item = 0; item < 60; item++)
                if (chance.NextDouble() < 0.5)
                {
                    var value = (float)(3 + (0.3 * Math.Sin(item)) + (user % 2 == item % 2 ? 1 : -1) + (0.4 * chance.NextNormal()));
                    (chance.NextDouble() < 0.8 ? train : test).Add((user, item, value));
                }
        return (Shop(train), new([.. test.Select(each => each.User)], [.. test.Select(each => each.Item)], [.. test.Select(each => each.Value)]));
    }

    private static Interactions Shop(IReadOnlyList<(int User, int Item, float Value)> told)
    {
        var (users, items) = (told.Max(each => each.User) + 1, told.Max(each => each.Item) + 1);
        CsrMatrix Matrix(Func<float, float> value) => CsrMatrix.Of(users, items, [.. told.Select(each => each.User)], [.. told.Select(each => each.Item)], [.. told.Select(each => value(each.Value))]);
        Instant[] times = [.. told.Select(_ => Instant.OfSeconds(1))];
        return new()
        {
            Users = new Vocabulary(Enumerable.Range(0, users).Select(user => $"u{user}")),
            Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, items).Select(item => $"i{item}")) },
            Matrix = Matrix(_ => 1),
            LastTimes = times,
            AsOf = Instant.OfSeconds(2),
            Ratings = new(Matrix(value => value), times),
        };
    }

    private sealed class Always(double value) : IRatingModel
    {
        public double Predict(int user, int item) => value;
    }
}
