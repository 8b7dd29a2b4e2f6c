using Taojin.Data;
using Taojin.Storage.Models;
using Taojin.Tests.Shops;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>Every kind of recommender answers, says why, and explains an item that is in the list or not.</summary>
public sealed class ExplainItemTests : IDisposable
{
    private readonly TrainedShop _shop = new();

    [Fact]
    public void Every_trained_recommender_makes_a_list_with_reasons_and_explains_each_item_of_it()
    {
        foreach (var model in _shop.Runs.Single(run => run.Task == "recommend").Models)
        {
            new Publish(_shop.Mine).Run("recommend@live", ModelVersion.Parse(model.Version!), "so that all are tried");
            var live = _shop.Live();
            var list = live.Recommend(new(_shop.Regular, 5, LogShown: false));

            list.Model.ShouldBe(model.Version);
            list.Items.ShouldAllBe(item => item.Reasons.Count > 0 && item.Reasons[0].Text.StartsWith("because") && item.Reasons[0].TextZh.Contains('因'));
            foreach (var item in list.Items)
            {
                var found = live.Explain(new(_shop.Regular, item.ItemId, 5));
                found.Rank.ShouldBe(item.Position, model.Algorithm);
                found.Score.ShouldBe(item.Score);
                found.IsInList.ShouldBeTrue();
                if (model.Algorithm != "popular")
                    found.Reasons.Sum(reason => reason.Contribution).ShouldBe(item.Score, 2e-3 * Math.Max(1, Math.Abs(item.Score)), model.Algorithm);
            }
        }
    }

    [Fact]
    public void An_item_out_of_the_list_says_why_it_is_not_in_it()
    {
        var live = _shop.Live();
        var listed = live.Recommend(new(_shop.Regular, 20, LogShown: false)).Items;
        var touched = _shop.Prepared.Log.Items.Ids.IdAt(_shop.Prepared.Log.Item[Array.IndexOf(_shop.Prepared.Log.User, _shop.Prepared.Log.Users.IndexOf(_shop.Regular))]);
        live.Observe([_shop.Event(_shop.Regular, listed[10].ItemId, EventKind.Purchase), _shop.Event("他人", "新到商品", EventKind.View)]);

        live.Explain(new(_shop.Regular, listed[19].ItemId)).VerdictZh.ShouldStartWith("不在前 10 位：");
        live.Explain(new(_shop.Regular, listed[10].ItemId)).Verdict.ShouldContain("has bought it");
        live.Explain(new(_shop.Regular, touched)).IsInList.ShouldBeFalse();
        live.Explain(new(_shop.Regular, "新到商品")).Verdict.ShouldContain("no published model has a score");
        Should.Throw<TaojinException>(() => live.Explain(new(_shop.Regular, "没有的商品"))).Code.ShouldBe("item.unknown");
    }

    [Fact]
    public void What_behaviour_counts_is_learned_before_the_first_cut_stored_and_can_be_set()
    {
        var run = _shop.Runs.Single(each => each.Task == "recommend");
        run.Weights.Count.ShouldBe(4);
        run.Weights.ShouldAllBe(row => row.Source == "learned" && row.Pairs > 0);
        run.Weights[2].Weight.ShouldBeGreaterThan(run.Weights[0].Weight);
        var card = _shop.Mine.Models.CardOf(ModelVersion.Parse(run.Models[0].Version!));
        card.Weights.ShouldNotBeNull().Cart.ShouldBe(run.Weights[2].Weight);

        var set = new TrainRecommend(_shop.Mine).Run(_shop.Prepared, _shop.Request with { Algorithms = ["popular"], Weights = new(Cart: 9) }, CancellationToken.None);

        set.Weights[2].Weight.ShouldBe(9);
        set.Weights[2].Source.ShouldBe("set");
    }

    public void Dispose() => _shop.Dispose();
}
