using Taojin.Data;
using Taojin.Storage.Privacy;
using Taojin.Tests.Shops;
using Taojin.Workflows.Marketing;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Tests.Privacy;

/// <summary>Training, lists and plans keep to what users allow.</summary>
public sealed class ConsentTests : IDisposable
{
    private readonly TrainedShop _shop = TrainedShop.OfFewModels();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Who_wants_no_personalisation_gets_the_list_that_all_such_users_get()
    {
        _shop.Settle("""

            [placements.home]
            exploration = 0.5
            rotation = 0.5
            diversity = 0.3
            [experiments.home-2026]
            placement = "home"
            arms = [{ name = "control", share = 0.5, placement = "home" }, { name = "varied", share = 0.5, placement = "default" }]

            """);
        string[] people = [.. _shop.Prepared.Log.User.Distinct().Take(12).Select(_shop.Prepared.Log.Users.IdAt), "从未来过"];
        var live = _shop.Live();
        Lists(live, people).Distinct().Count().ShouldBeGreaterThan(6);
        Probabilities(live, people).Distinct().Count().ShouldBeGreaterThan(6);
        Explanations(live, people).Distinct().Count().ShouldBeGreaterThan(6);

        foreach (var person in people)
            _shop.Mine.Workspace.Consents.Set(person, Purposes.Analytics | Purposes.Marketing);

        var lists = Lists(live, people);
        lists.Distinct().Count().ShouldBe(1);
        lists[0].ShouldNotBeEmpty();
        live.Recommend(new(people[0], 5, LogShown: false) { Placement = "home" }).Arm.ShouldBeNull();
        Probabilities(live, people).Distinct().Count().ShouldBe(1);
        Explanations(live, people).Distinct().Count().ShouldBe(1);
        Should.Throw<TaojinException>(() => live.Predict(new(people[0]))).Code.ShouldBe("user.unknown");
        _shop.Reopen();
        Lists(_shop.Live(), people).Distinct().Count().ShouldBe(1); // it is remembered
    }

    [Fact]
    public void Who_wants_no_analytics_is_not_learned_from_and_who_wants_no_marketing_is_in_no_list()
    {
        var workspace = _shop.Mine.Workspace;
        var buyer = new MarketSegments(_shop.Mine).Run().Members[0].UserId;
        var before = new MarketSegments(_shop.Mine).Run();

        workspace.Consents.Set(buyer, Purposes.Personalisation | Purposes.Analytics);
        var unlisted = new MarketSegments(_shop.Mine).Run();
        unlisted.Customers.ShouldBe(before.Customers);
        unlisted.Members.ShouldNotContain(member => member.UserId == buyer);

        workspace.Consents.Set(buyer, Purposes.Personalisation);
        new MarketSegments(_shop.Mine).Run().Customers.ShouldBe(before.Customers - 1);
        var log = new Prepare(_shop.Mine).Run().Log;
        log.User.ShouldNotContain(log.Users.IndexOf(buyer));
        log.Count.ShouldBeLessThan(_shop.Prepared.Log.Count);
        var served = new Prepare(_shop.Mine).Run(purpose: Purposes.Personalisation).Log;
        served.User.ShouldContain(served.Users.IndexOf(buyer));
    }

    [Fact]
    public void Who_wants_no_analytics_is_counted_nowhere_and_learned_from_nowhere()
    {
        var (mine, at) = (_shop.Mine, Instant.Of(_shop.Clock.GetUtcNow()));
        var item = _shop.Prepared.Log.Items.Ids.IdAt(0);
        string[] people = ["允许的人", "不愿的人"];
        foreach (var person in people)
        {
            mine.Workspace.Log.Append([
                new() { UserId = person, Kind = EventKind.Search, Time = at, Query = $"{person}的搜索" }, new() { UserId = person, ItemId = item, Kind = EventKind.View, Time = at, Channel = $"{person}的渠道" },
                new() { UserId = person, ItemId = item, Kind = EventKind.Purchase, Time = at, Price = 10 }, new() { UserId = person, ItemId = item, Kind = EventKind.Return, Time = at, Reason = $"{person}：尺码太小" },
                new() { UserId = person, ItemId = item, Kind = EventKind.Shown, Time = at, RequestId = $"列表-{person}", Position = 1 }]);
            mine.Workspace.Service.Add([new Storage.Service.IncomingMessage { MessageId = person, UserId = person, Text = $"{person}：退款", Time = at.ToDateTimeOffset(), Intent = "refund" }]);
        }
        Import("campaigns", "campaign_id,title,starts,ends\n春节,春节,2020-01-01,2020-02-01");
        Import("exposures", $"user_id,campaign_id,arm,channel,cost,time\n{string.Join('\n', people.Select(person => $"{person},春节,甲,短信,1,{at}"))}");
        Import("redemptions", $"user_id,campaign_id,coupon,time\n{string.Join('\n', people.Select(person => $"{person},春节,券,{at}"))}");
        Import("reviews", $"review_id,user_id,item_id,time,rating,text\n{string.Join('\n', people.Select(person => $"评-{person},{person},{item},{at},1,{person}说不好"))}");
        Walk().ShouldAllBe(each => each.Said.Contains("允许的人") && each.Said.Contains("不愿的人"));

        mine.Workspace.Consents.Set("不愿的人", Purposes.Personalisation | Purposes.Marketing);

        foreach (var (where, said) in Walk())
        {
            said.ShouldContain("允许的人", Case.Sensitive, where);
            said.ShouldNotContain("不愿的人", Case.Sensitive, where);
        }
        mine.Workspace.Trade.Exposures(Purposes.None).Count.ShouldBe(2); // nobody is reached too often for having refused

        IEnumerable<(string Where, string Said)> Walk()
        {
            var users = mine.Workspace.Log.Read().Users;
            string Names(IEnumerable<int> indexes) => string.Join(' ', indexes.Select(users.IdAt));
            yield return ("searches", string.Join(' ', mine.Workspace.Trade.Searches().Select(each => each.Query)));
            yield return ("channels", string.Join(' ', mine.Workspace.Trade.PeopleByChannel().Select(each => each.Channel)));
            yield return ("exposures", Names(mine.Workspace.Trade.Exposures().Select(each => each.User)));
            yield return ("redemptions", Names(mine.Workspace.Trade.Redemptions().Select(each => each.User)));
            yield return ("reviews", string.Join(' ', Workflows.Service.ReviewTexts.Of(mine).Select(each => each.Stored.Text)));
            yield return ("returns", string.Join(' ', new Workflows.Service.ReturnReport(mine).Run().Reasons.SelectMany(each => each.Quotes)));
            yield return ("messages", string.Join(' ', Workflows.Training.IntentTask.Messages(mine).Select(each => each.Text)));
            yield return ("lists", Names(mine.Workspace.Online.Lists(mine.Workspace.Consents.ByIndex(Purposes.Analytics))!.Users));
        }

        void Import(string table, string text)
        {
            File.WriteAllText(_shop.PathOf($"{table}.csv"), text + "\n");
            mine.Workspace.Log.Import(new("csv", _shop.PathOf($"{table}.csv")) { Table = table }).Rejected.ShouldBe(0);
        }
    }

    [Fact]
    public void An_erased_user_who_comes_back_is_somebody_new()
    {
        var (live, person) = (_shop.Live(), _shop.Regular);
        var stranger = Lists(live, ["从未来过"])[0];
        Lists(live, [person])[0].ShouldNotBe(stranger);

        _shop.Mine.Workspace.Privacy.Erase(person);
        live.Forget(person);

        live.Observe([_shop.Event("别人", _shop.Prepared.Log.Items.Ids.IdAt(0), EventKind.View)]).Accepted.ShouldBe(1);
        Lists(live, [person])[0].ShouldBe(Lists(live, ["从未来过"])[0]);
    }

    private string[] Probabilities(LiveShop live, string[] people)
    {
        string[] items = [.. _shop.Prepared.Log.Items.Ids.Ids.Take(20)];
        return [.. people.Select(person => live.Predict(new(person, items))).Select(said => string.Join(' ', said.Predictions.Select(each => $"{each.ItemId} {each.Probability:R}")))];
    }

    private string[] Explanations(LiveShop live, string[] people)
    {
        var item = _shop.Prepared.Log.Items.Ids.IdAt(0);
        return [.. people.Select(person => live.Explain(new(person, item))).Select(said => $"{said.Verdict} {said.Score:R} {said.PurchaseProbability:R} {string.Join(' ', said.Reasons.Select(reason => reason.Text))}")];
    }

    private static string[] Lists(LiveShop live, string[] people) =>
        [.. people.Select(person => string.Join(' ', live.Recommend(new(person, 5, LogShown: false) { Placement = live.Mine.Workspace.Settings.Placements.ContainsKey("home") ? "home" : null }).Items.Select(item => item.ItemId)))];
}
