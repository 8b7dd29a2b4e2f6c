using Taojin.Data;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>What a placement does to a list, on a trained shop.</summary>
public sealed class PlacementTests(PlacementTests.Own own) : IClassFixture<PlacementTests.Own>
{
    private static int _placements;
    private readonly TrainedShop _shop = own.Shop;

    [Fact]
    public void A_filter_holds_for_every_item_and_the_trace_names_what_it_removed()
    {
        var category = CategoryOf(Plain().Items[0].ItemId);

        var list = In($"filters = [\"not item.category any ['{category}']\"]", isTraced: true);

        list.Items.Count.ShouldBe(10);
        list.Items.ShouldAllBe(item => CategoryOf(item.ItemId) != category);
        list.Trace!.Removed.ShouldContain(removed => removed.Reason.StartsWith("filter: not item.category"));
        list.Trace.Removed.ShouldContain(removed => removed.Reason == "touched by the user");
        list.Trace.Scored.Count.ShouldBeGreaterThanOrEqualTo(10);
        list.Trace.Scored[0].RetrievedBy[0].Model.ShouldStartWith("recommend/");
    }

    [Fact]
    public void A_rule_may_ask_what_the_request_says()
    {
        const string Cheap = "filters = [\"context.device != 'phone' or item.price < 100\"]";

        var live = Open(Cheap);
        On(live, "phone").Items.ShouldAllBe(item => PriceOf(item.ItemId) < 100);
        On(live, "desk").Items.ShouldContain(item => PriceOf(item.ItemId) >= 100);
    }

    [Fact]
    public void A_boost_raises_what_it_holds_for_and_is_a_part_of_the_value()
    {
        var last = Plain(50).Items[^1].ItemId;

        var list = In($"boosts = [{{ when = \"item.id = '{last}'\", factor = 1000 }}]", isTraced: true);

        list.Items[0].ItemId.ShouldBe(last);
        var scored = list.Trace!.Scored.First(each => each.ItemId == last);
        scored.Value.ShouldBe(scored.Parts.Aggregate(1.0, (product, part) => product * part.Value), 1e-9);
        scored.Parts.Select(part => part.Name).ShouldBe(["relevance", $"boost: item.id = '{last}'"]);
    }

    [Theory]
    [InlineData(ListObjective.Purchase)]
    [InlineData(ListObjective.Profit)]
    public void The_objective_orders_the_list(ListObjective objective)
    {
        var list = In($"objective = \"{objective.ToString().ToLowerInvariant()}\"", isTraced: true);

        double Worth(string item) => objective == ListObjective.Purchase ? 1 : PriceOf(item);
        list.Items.Select(item => item.PurchaseProbability!.Value * Worth(item.ItemId)).ShouldBeInOrder(SortDirection.Descending);
        list.Trace!.Scored.ShouldAllBe(each => Math.Abs(each.Value - each.Parts.Aggregate(1.0, (product, part) => product * part.Value)) < 1e-9);
    }

    [Fact]
    public void A_cap_holds_a_category_to_its_places_and_diversity_spreads_the_first_ones()
    {
        In("category_cap = 2\n[placements.varied]\ndiversity = 0.9").Items.CountBy(item => CategoryOf(item.ItemId)).ShouldAllBe(each => each.Value <= 2);
        _shop.Live().Recommend(new(_shop.Regular, 10, LogShown: false) { Placement = "varied" }).Items.Take(4).Select(item => CategoryOf(item.ItemId)).ShouldBeUnique();
    }

    [Fact]
    public void A_pin_stands_at_its_place_unless_the_item_may_not_be_shown()
    {
        var pinned = Plain(60).Items[^1].ItemId;

        var list = In($"pins = [{{ item = \"{pinned}\", position = 3 }}]\n[placements.without]\npins = [{{ item = \"{pinned}\", position = 3 }}]\nfilters = [\"item.id != '{pinned}'\"]");
        list.Items[2].ItemId.ShouldBe(pinned);
        list.Items[2].PlacedBy.ShouldBe("pin");
        list.Items.Select(item => item.ItemId).ShouldBeUnique();
        list.Items.Count.ShouldBe(10);
        _shop.Live().Recommend(new(_shop.Regular, 10, LogShown: false) { Placement = "without" }).Items.ShouldAllBe(item => item.ItemId != pinned);
    }

    [Fact]
    public void Chance_takes_its_share_of_places_and_says_so()
    {
        var live = Open("exploration = 0.3");
        var lists = Enumerable.Range(0, 60).Select(_ => live.Recommend(new(_shop.Regular, 10, LogShown: false) { Placement = Home })).ToArray();
        var explored = lists.SelectMany(list => list.Items).Where(item => item.PlacedBy == "exploration").ToArray();

        (explored.Length / 600.0).ShouldBe(0.3, 0.06);
        explored.ShouldAllBe(item => item.Propensity > 0 && item.Propensity < 0.3 / 80);
        foreach (var list in lists)
            foreach (var item in list.Items.Where(item => item.PlacedBy is null))
            {
                var (above, drawn) = (item.Position - 1, list.Items.Take(item.Position - 1).Count(each => each.PlacedBy == "exploration"));
                item.Propensity!.Value.ShouldBe(Choose(above, drawn) * Math.Pow(0.3, drawn) * Math.Pow(0.7, above - drawn + 1), 1e-9); // so many draws above, in any order, and none here
            }
    }

    private static double Choose(int from, int count) => Enumerable.Range(1, count).Aggregate(1.0, (product, each) => product * (from - count + each) / each);

    [Fact]
    public void What_was_shown_and_left_alone_makes_room_in_the_next_list()
    {
        var live = Open("rotation = 0.2");
        var first = live.Recommend(new(_shop.Regular) { Placement = Home }).Items.Select(item => item.ItemId).ToArray();
        var second = live.Recommend(new(_shop.Regular) { Placement = Home }).Items.Select(item => item.ItemId).ToArray();

        second.Intersect(first).Count().ShouldBeLessThan(8);
    }

    [Fact]
    public void An_unknown_placement_is_named_with_those_there_are() =>
        Should.Throw<TaojinException>(() => _shop.Live().Recommend(new("u1") { Placement = "basket" })).Remedy.ShouldContain("[placements.basket]");

    /// <summary>One shop for all of the class; each test adds placements of its own to it.</summary>
    public sealed class Own : IDisposable
    {
        public TrainedShop Shop { get; } = Shops.OfItsOwn();

        public void Dispose() => Shop.Dispose();
    }

    private string Home => $"home-{_placements}";

    private LiveShop Open(string home)
    {
        _placements++;
        _shop.Settle($"\n[placements.{Home}]\n{home}\n");
        return _shop.Live();
    }

    private RecommendationList Plain(int count = 10) => _shop.Live().Recommend(new(_shop.Regular, count, LogShown: false));

    private RecommendationList In(string home, bool isTraced = false) =>
        Open(home).Recommend(new(_shop.Regular, 10, LogShown: false) { Placement = Home, IsTraced = isTraced });

    private RecommendationList On(LiveShop live, string device) =>
        live.Recommend(new(_shop.Regular, 10, LogShown: false) { Placement = Home, Context = new Dictionary<string, string> { ["device"] = device } });

    private string CategoryOf(string item) => Items.Categories.IdAt(Items.CategoryOf(Items.Ids.IndexOf(item))).Split(" > ")[^1];

    private float PriceOf(string item) => Items.PriceOf(Items.Ids.IndexOf(item));

    private Catalogue Items => _shop.Prepared.Log.Items;
}
