using System.Text.Json.Nodes;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Search;
using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Tests.Learning.Search;

public sealed class SearchTests
{
    private static readonly SearchSpace Two = SearchSpace.Of(typeof(LogisticOptions), "l1", "l2");

    [Fact]
    public void A_space_is_read_from_the_option_record_with_a_logarithmic_scale_where_it_fits()
    {
        var space = SearchSpace.Of(typeof(GradientBoostingOptions)).Dimensions.ToDictionary(dimension => dimension.Name);

        (space["leaves"].Low, space["leaves"].High, space["leaves"].IsWhole, space["leaves"].IsLog).ShouldBe((4, 64, true, true));
        (space["l2"].IsLog, space["l2"].ValueAt(0).GetValue<double>(), space["l2"].ValueAt(0.5).GetValue<double>()).ShouldBe((true, 0.1, 1.732)); // √(0.1 · 30)
        space["random_splits"].Words.Count.ShouldBe(2);
        (space["patience"].Low, space["patience"].High, space["patience"].IsLog).ShouldBe((2.5, 160, true)); // an eighth to eight times the default of 20
    }

    [Fact]
    public void Every_point_of_the_space_of_every_algorithm_is_a_valid_option_record()
    {
        foreach (var card in new Algorithms().Cards.Where(card => card.Create is not null && card.Options.GetProperties().Length > 0))
            if (Record.Exception(() => SearchSpace.Of(card.Options)) is null)
                foreach (var coordinate in new[] { 0, 0.3, 0.999999 })
                {
                    var space = SearchSpace.Of(card.Options);
                    var options = space.Options(space.At([.. space.Dimensions.Select(_ => coordinate)]));
                    Should.NotThrow(() => card.Create!(options), card.Name);
                }
    }

    [Fact]
    public void An_option_that_cannot_be_searched_is_refused_with_those_that_can() =>
        Should.Throw<TaojinException>(() => SearchSpace.Of(typeof(ImplicitAlsOptions), "味道")).Remedy.ShouldContain("factors");

    [Fact]
    public void Of_three_trials_one_goes_on_to_three_times_the_rows()
    {
        var done = Played(new() { Trials = 19 }, steps: 1000);

        done.Count(result => result.Rung == 0).ShouldBe(18);
        done.Count(result => result.Rung == 1).ShouldBe(6);
        done.Count(result => result.Rung == 2).ShouldBe(3); // the defaults among them
        foreach (var group in new[] { Enumerable.Range(1, 9), Enumerable.Range(10, 9) })
            done.Where(result => result.Rung == 1 && group.Contains(result.Trial)).Select(result => result.Trial).ShouldBe(
                done.Where(result => result.Rung == 0 && group.Contains(result.Trial)).OrderByDescending(result => result.Value).Take(3).Select(result => result.Trial), ignoreOrder: true);
    }

    [Theory]
    [InlineData(SearchMethod.Random)]
    [InlineData(SearchMethod.Tpe)]
    public void A_search_that_was_interrupted_anywhere_goes_on_as_if_it_had_not_been(SearchMethod method)
    {
        var options = new SearchOptions { Trials = 28, Method = method };
        var whole = Played(options, steps: 1000);

        for (var cut = 0; cut < whole.Count; cut += 7)
            Played(options, steps: 1000, whole[..cut]).Select(Text).ShouldBe(whole.Select(Text));
        whole.Select(result => (result.Trial, result.Rung)).ShouldBeUnique();
    }

    [Fact]
    public void Learning_from_trials_finds_more_than_chance_does()
    {
        double Mean(SearchMethod method) => Enumerable.Range(1, 20).Average(seed => Played(new() { Trials = 40, Halving = 1, Method = method }, 1000, seed: (ulong)seed).Max(result => result.Value));

        Mean(SearchMethod.Tpe).ShouldBeGreaterThan(Mean(SearchMethod.Random) + 0.002);
    }

    [Fact]
    public void Trials_that_failed_are_never_the_best()
    {
        var plan = new SearchPlan(Two, new() { Halving = 1, Trials = 3 }, new());

        plan.Best([new(0, 0, [], double.NaN), new(1, 0, [0.5, 0.5], 0.1)])!.Trial.ShouldBe(1);
        plan.Best([new(0, 0, [], double.NaN)]).ShouldBeNull();
    }

    /// <summary>Plays a search whose value is known: best at (0.7, 0.2), a little worse on fewer rows.</summary>
    private static List<SearchResult> Played(SearchOptions options, int steps, IEnumerable<SearchResult>? before = null, ulong seed = 42)
    {
        var (plan, done) = (new SearchPlan(Two, options, new() { Seed = seed }), new List<SearchResult>(before ?? []));
        while (done.Count < steps && plan.Next(done) is { } step)
            done.Add(new(step.Trial, step.Rung, step.Point, step.Point.Count == 0 ? -1 : -Math.Pow(step.Point[0] - 0.7, 2) - Math.Pow(step.Point[1] - 0.2, 2) + (0.01 * step.Share)));
        return done;
    }

    private static string Text(SearchResult result) => new JsonArray([result.Trial, result.Rung, result.Value, .. result.Point.Select(each => (JsonNode)each)]).ToJsonString();
}
