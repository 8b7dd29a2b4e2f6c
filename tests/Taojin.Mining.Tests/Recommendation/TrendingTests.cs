using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Tests.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation;

public sealed class TrendingContract : RecommenderPromises<TrendingContract>, INamesAlgorithm
{
    public static string Name => "trending";
}

public sealed class TrendingTests
{
    [Fact]
    public void An_event_counts_half_after_a_half_life()
    {
        var scores = Scores(new() { HalfLifeDays = 2, GrowthWeight = 0 }, (0, 10), (1, 8), (2, 0));

        (scores[1] / scores[0]).ShouldBe(0.5f, 1e-5f);
        (scores[2] / scores[0]).ShouldBe(1 / 32f, 1e-5f);
    }

    [Fact]
    public void The_rate_of_a_steady_item_is_its_events_a_day()
    {
        // One event a day for sixty days: both windows see about one a day, so growth is 1 and the score is the rate.
        var scores = Scores(new() { HalfLifeDays = 5, UsualHalfLifeDays = 30, GrowthWeight = 1 }, [.. Enumerable.Range(0, 61).Select(day => (0, day))]);

        scores[0].ShouldBe(1, 0.15f); // an event at each end of the data: 61 in 60 days
    }

    [Fact]
    public void What_grows_stands_above_what_is_as_popular_now_and_always_was()
    {
        (int, int)[] events =
        [
            .. Enumerable.Range(0, 41).Select(day => (0, day)),
            .. Enumerable.Range(36, 5).Select(day => (1, day)),
        ];

        var plain = Scores(new() { HalfLifeDays = 1, UsualHalfLifeDays = 20, GrowthWeight = 0 }, events);
        var growth = Scores(new() { HalfLifeDays = 1, UsualHalfLifeDays = 20, GrowthWeight = 1 }, events);

        plain[0].ShouldBeGreaterThan(plain[1]);
        growth[1].ShouldBeGreaterThan(growth[0]);
    }

    [Fact]
    public void Every_event_counts_where_the_data_has_them_all()
    {
        var matrix = CsrMatrix.Of(1, 2, [0, 0], [0, 1], [3, 1]);
        var (early, late) = (Instant.OfSeconds(0), Instant.OfSeconds(86_400));
        var data = Shop(matrix, [late, late], late);
        var repeated = Shop(matrix, [late, late], late, new([0, 4], [0, 0, 0, 1], [early, late, late, late], [.. Enumerable.Repeat(EventKind.View, 4)]));

        TouchedShop.Scores(new Trending(new()).Fit(data, new FitContext()), 0).ShouldAllBe(score => score > 0);
        var scores = TouchedShop.Scores(new Trending(new() { GrowthWeight = 0, HalfLifeDays = 1 }).Fit(repeated, new FitContext()), 0);

        (scores[0] / scores[1]).ShouldBe(2.5f, 1e-5f);
    }

    private static float[] Scores(TrendingOptions options, params (int Item, int Day)[] events)
    {
        var users = events.Length;
        var matrix = CsrMatrix.Of(users, 3, [.. Enumerable.Range(0, users)], [.. events.Select(each => each.Item)], [.. events.Select(_ => 1f)]);
        var data = Shop(matrix, [.. events.Select(each => Instant.OfSeconds(each.Day * 86_400L))], Instant.OfSeconds(events.Max(each => each.Day) * 86_400L));
        return TouchedShop.Scores(new Trending(options).Fit(data, new FitContext()), 0);
    }

    private static Interactions Shop(CsrMatrix matrix, Instant[] times, Instant asOf, EventSequences? sequences = null) => new()
    {
        Users = new Vocabulary(Enumerable.Range(0, matrix.RowCount).Select(user => $"u{user}")),
        Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, matrix.ColumnCount).Select(item => $"i{item}")) },
        Matrix = matrix,
        LastTimes = times,
        AsOf = asOf,
        Sequences = sequences ?? EventSequences.Of(matrix, times),
    };
}
