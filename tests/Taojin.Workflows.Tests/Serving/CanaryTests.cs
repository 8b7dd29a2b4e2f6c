using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Models;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Serving.Trials;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>Versions that are tried out with a share of the users, watched, and taken back when they do harm.</summary>
public sealed class CanaryTests : IDisposable
{
    private const string Alias = Aliases.Recommend;
    private readonly TrainedShop _shop = Shops.OfItsOwn();
    private readonly ModelVersion _stable, _other;
    private Mine _mine;

    public CanaryTests()
    {
        _mine = _shop.Mine;
        _stable = _mine.Models.Current(Alias)!;
        _other = _mine.Models.Versions().First(version => version.Task == "recommend" && version.Name != "popular" && version != _stable);
    }

    private string[] Users => [.. _shop.Prepared.Log.Users.Ids];

    [Fact]
    public void A_share_of_the_users_is_answered_by_it_always_the_same_and_each_answer_says_so()
    {
        new Publish(_mine).Run(Alias, _other, "试用", canary: 0.25);
        var live = _shop.Live();

        var lists = Users.Select(user => live.Recommend(new(user, 5))).ToArray();

        var tried = lists.Where(list => list.Arm == "recommend@live/canary").ToArray();
        tried.Length.ShouldBeInRange(150, 250); // of 800
        tried.ShouldAllBe(list => list.Model == _other.ToString());
        lists.Except(tried).ShouldAllBe(list => list.Arm == "recommend@live/stable" && list.Model == _stable.ToString());
        _shop.Live().Recommend(new(tried[0].UserId, 5)).Arm.ShouldBe("recommend@live/canary"); // another server, or after a restart

        new Publish(_mine).Run(Alias, _other, "试用", canary: 0.5);
        live.Reload();
        tried.ShouldAllBe(list => live.Recommend(new(list.UserId, 5, false)).Arm == "recommend@live/canary"); // whoever is in stays in
        var state = new TrialGuard(live).States().Single();
        (state.Kind, state.Share, state.Stable, state.Harm, state.Arms[0].Errors).ShouldBe(("canary", 0.5, _stable.ToString(), null, 0L));
        state.Arms[0].Users.ShouldBe(tried.Length + 0);

        new Publish(_mine).Promote(Alias);
        live.Reload();
        var list = live.Recommend(new(Users[0], 5));
        (list.Model, list.Arm).ShouldBe((_other.ToString(), null));
        new TrialGuard(live).States().Single().Kind.ShouldBe("probation");
    }

    [Fact]
    public void Predictions_are_tried_out_too()
    {
        var current = _mine.Models.Current(Aliases.Purchase)!;
        var other = _mine.Models.Versions().First(version => version.Task == "purchase" && version != current);
        new Publish(_mine).Run(Aliases.Purchase, other, "试用", canary: 0.5);
        var live = _shop.Live();

        var answers = Users.Take(60).Select(user => live.Predict(new(user, [_shop.Prepared.Log.Items.Ids.IdAt(0)]))).ToArray();

        answers.Where(answer => answer.Arm == "purchase@live/canary").ShouldNotBeEmpty();
        answers.ShouldAllBe(answer => answer.Model == (answer.Arm == "purchase@live/canary" ? other : current).ToString());
        new TrialGuard(live).States().Single().Arms.Sum(arm => arm.Answers).ShouldBe(60);
    }

    [Theory]
    [InlineData(true, "errors")]
    [InlineData(false, "empty")] // what has no number is left out, and then nothing is left
    public void One_that_fails_costs_nobody_a_list_is_taken_back_and_is_not_tried_again_by_itself(bool hasErrors, string code)
    {
        var failing = Failing(hasErrors);
        new Publish(_mine).Run(Alias, failing, "试用", canary: 0.5);
        var live = Live();

        foreach (var user in Users.Take(40))
            live.Recommend(new(user, 5, false)).Model.ShouldBe(_stable.ToString());
        var end = new TrialGuard(live).Look().Single();

        (end.Act, end.Code, end.Version, end.Stable).ShouldBe(("rolled_back", code, failing.ToString(), _stable.ToString()));
        end.Figures.Single().Value!.Value.ShouldBeGreaterThan(0.9);
        new TrialGuard(live).Look().ShouldBeEmpty();
        live.Recommend(new(Users[0], 5, false)).Arm.ShouldBeNull();
        _mine.Models.Publications(Alias)[^1].Ended!.Text.ShouldBe(end.Text);
        ModelEntry.Of(_mine).Single(each => each.Version == failing.ToString()).TakenBack!.Code.ShouldBe(code);
        Should.Throw<TaojinException>(() => new Publish(_mine).Run(Alias, failing, null, canary: 0.1)).Code.ShouldBe("publish.gate");
        new Publish(_mine).Run(Alias, failing, "已修复", canary: 0.1); // a person says so
        live.Reload();
        new TrialGuard(live).Look().ShouldBeEmpty(); // and its new trial begins at nothing
    }

    [Fact]
    public void One_that_answers_everybody_is_taken_back_within_its_probation_and_not_after_it()
    {
        var failing = Failing(hasErrors: false);
        var live = Live();
        foreach (var user in Users.Take(40))
            live.Recommend(new(user, 5, false));
        new Publish(_mine).Run(Alias, failing, "试用");
        live.Reload();
        foreach (var user in Users.Take(40))
            live.Recommend(new(user, 5, false)).IsFallback.ShouldBeTrue();

        _shop.Clock.Move(TimeSpan.FromHours(25));
        new TrialGuard(live).Look().ShouldBeEmpty();
        _shop.Clock.Move(TimeSpan.FromHours(-2));
        new TrialGuard(live).Look().Single().Code.ShouldBe("empty");
        _mine.Models.Current(Alias).ShouldBe(_stable);
        Should.Throw<TaojinException>(() => new Publish(_mine).Rollback(Alias)); // nothing answered before the stable one
    }

    [Fact]
    public void One_whose_users_click_less_is_taken_back_by_an_interval_that_may_be_looked_at_always()
    {
        new Publish(_mine).Run(Alias, _other, "试用", canary: 0.5);
        var live = _shop.Live();
        var guard = new TrialGuard(live);

        foreach (var user in Users.Take(500))
        {
            var list = live.Recommend(new(user, 5));
            _shop.Clock.Move(TimeSpan.FromSeconds(1));
            if (list.Arm == "recommend@live/stable")
                live.Observe([_shop.Event(user, list.Items[0].ItemId, EventKind.View) with { RequestId = list.RequestId }]);
        }

        var end = guard.Look().Single();
        (end.Code, end.Figures[0].Name, end.Figures[0].Value, end.Figures[0].Stable).ShouldBe(("metric", "CTR", 0, 1));
        _mine.Models.Canary(Alias).ShouldBeNull();
    }

    [Fact]
    public void A_damaged_canary_answers_nobody_and_is_taken_back()
    {
        new Publish(_mine).Run(Alias, _other, "试用", canary: 0.9);
        var part = Directory.GetFiles(Path.Combine(_shop.Folder, "models", _other.Task, _other.Name, $"{_other.Number:D6}")).First(file => !Path.GetFileName(file).StartsWith("card", StringComparison.Ordinal));
        File.AppendAllText(part, "x");
        var live = _shop.Live();

        live.Recommend(new(Users[0], 5, false)).Model.ShouldBe(_stable.ToString());
        new TrialGuard(live).Look().Single().Code.ShouldBe("damaged");
        _mine.Models.Canary(Alias).ShouldBeNull();
    }

    [Fact]
    public void A_canary_that_did_no_harm_for_long_enough_is_promoted_where_the_shop_says_so()
    {
        _shop.Settle("\n[canary]\npromote_after_hours = 6\n");
        _mine = _shop.Mine;
        new Publish(_mine).Run(Alias, _other, "试用", canary: 0.5);
        var live = _shop.Live();
        var guard = new TrialGuard(live);
        foreach (var user in Users.Take(20))
            live.Recommend(new(user, 5, false));

        guard.Look().ShouldBeEmpty();
        _shop.Clock.Move(TimeSpan.FromHours(7));
        guard.Look().Single().Act.ShouldBe("promoted");
        _mine.Models.Current(Alias).ShouldBe(_other);
    }

    [Fact]
    public void What_answers_nobody_in_particular_cannot_be_tried_out() =>
        Should.Throw<TaojinException>(() => new Publish(_mine).Run(Aliases.RecommendFallback, _other, "试用", canary: 0.5)).Code.ShouldBe("canary.alias");

    public void Dispose()
    {
        if (!ReferenceEquals(_mine, _shop.Mine))
            _mine.Dispose();
        _shop.Dispose();
    }

    private LiveShop Live() => LiveShop.Open(_mine, _shop.Prepared.Log, threads: 2);

    private ModelVersion Failing(bool hasErrors)
    {
        _shop.Mine.Dispose();
        _mine = Mine.Open(_shop.Folder, new Algorithms(typeof(FailingRecommender).Assembly), _shop.Clock);
        var model = new FailingModel(_shop.Prepared.Log.Users, _shop.Prepared.Log.Items.Ids, hasErrors);
        return _mine.Models.Save(new() { Task = "recommend", Algorithm = "failing", Data = "测试", Split = "none" }, model.Save);
    }
}
