using Taojin.Client;
using Taojin.Data;
using Taojin.Server.Tests.Access;

namespace Taojin.Server.Tests;

/// <summary>A rating keeps its value, whichever way it comes in.</summary>
public sealed class RatingTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_that_is_sent_stands_in_the_log_and_in_what_models_learn_from()
    {
        using var shop = new BareShop();
        await using var server = await shop.Serve();

        (await server.Post("/api/v1/events", """[{"user_id":"评分者","item_id":"茶1","kind":"rate","value":4.5},{"user_id":"评分者","item_id":"茶2","kind":"rate"},{"user_id":"评分者","item_id":"茶3","kind":"rate","value":1e39}]"""))
            .Body.GetProperty("rejected")[0].GetProperty("index").GetInt32().ShouldBe(2);
        await new TaojinClient(server.Client).SendAsync([new("评分者", "茶4", "rate") { Value = -1.5 }], Now);
        (await server.Post("/api/feedback", """[{"FeedbackType":"rating","UserId":"评分者","ItemId":"茶5","Value":3.5,"Timestamp":"2026-05-01T00:00:00Z"}]""")).Status.ShouldBe(200);

        var told = new Dictionary<string, double?>();
        await foreach (var each in new TaojinClient(server.Client).EventsAsync("评分者", kind: "rate", cancellation: Now))
            told.Add(each.ItemId!, each.Value);
        told.ShouldBe(new Dictionary<string, double?> { ["茶1"] = 4.5, ["茶2"] = null, ["茶4"] = -1.5, ["茶5"] = 3.5 }, ignoreOrder: true);

        var log = shop.Mine.Workspace.Log.Read();
        var ratings = Enumerable.Range(0, log.Count).Where(place => log.Kind[place] == EventKind.Rate).ToDictionary(place => log.Items.Ids.IdAt(log.Item[place]), place => log[place].Quantity);
        ratings.ShouldBe(new Dictionary<string, float> { ["茶1"] = 4.5f, ["茶2"] = float.NaN, ["茶4"] = -1.5f, ["茶5"] = 3.5f }, ignoreOrder: true);
    }
}
