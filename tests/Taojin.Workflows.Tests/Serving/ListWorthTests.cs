using Taojin.Data;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Serving.Lists;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>What an item is expected to earn: probability × margin × probability that it is kept.</summary>
public sealed class ListWorthTests
{
    private static readonly Catalogue Items = new() { Ids = new(["耳机", "裙子", "茶"]), Price = [100, 100, 30], Cost = [60, 40, float.NaN] };

    [Fact]
    public void A_return_takes_the_profit_with_it()
    {
        Candidate[] valued = [.. Profit((_, item, _) => item == 1 ? 0.9 : 0.1)];

        valued.Select(each => each.Value).ShouldBe([0.5 * 40 * 0.9, 0.5 * 60 * 0.1, 0.5 * 30 * 0.9], 1e-9);
        valued[1].Parts.Select(part => part.Name).ShouldBe(["purchase probability", "margin", "kept"]);
    }

    [Fact]
    public void Without_a_model_of_returns_everything_counts_as_kept()
    {
        Candidate[] valued = [.. Profit((_, _, _) => null)];

        valued.Select(each => each.Value).ShouldBe([20, 30, 15], 1e-9);
        valued.ShouldAllBe(each => each.Parts.All(part => part.Name != "kept"));
    }

    private static List<Candidate> Profit(Func<int, int, Instant, double?> returns)
    {
        var histories = new UserHistories(new() { Users = new(["u"]), Items = Items, User = [], Item = [], Kind = [], Time = [] });
        var score = new ListScore(
            Placement.Plain with { Objective = ListObjective.Profit }, Items, new(Items, new(new Dictionary<string, string>())), new(histories), new((_, _, _) => 0.5, returns));
        List<Candidate> candidates = [.. Enumerable.Range(0, 3).Select(item => new Candidate { ItemId = Items.Ids.IdAt(item), Item = item, By = [], Value = 3 - item })];
        score.Apply(candidates, new(new("u"), 0, default, ""));
        return candidates;
    }
}
