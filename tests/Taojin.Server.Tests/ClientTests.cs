using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Taojin.Client;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

/// <summary>The typed client, every method against a running server.</summary>
public sealed class ClientTests(TrainedShop shop)
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resources_are_written_read_changed_and_removed()
    {
        await using var server = await RunningServer.Start(shop);
        var client = new TaojinClient(server.Client);
        (await client.IsReadyAsync(Now)).ShouldBeTrue();

        await client.PutAsync([new Item("c:杯") { Title = "建盏", Price = 88.5, Category = "家居 > 茶具", Attributes = new() { ["釉"] = "兔毫" } }, new Item("c-2") { Stock = 4 }], Now);
        (await client.ItemAsync("c-2", Now)).Stock.ShouldBe(4);
        (await client.PatchItemAsync("c-2", new JsonObject { ["price"] = 5, ["stock"] = null }, Now)).ShouldSatisfyAllConditions(item => item.Price.ShouldBe(5), item => item.Stock.ShouldBeNull());
        (await Ids(client.ItemsAsync(cancellation: Now), item => item.ItemId)).ShouldContain("c:杯");
        (await Ids(client.ItemsAsync("家居", Now), item => item.ItemId)).ShouldContain("c:杯");
        (await client.SearchAsync("建盏", cancellation: Now))[0].ItemId.ShouldBe("c:杯");
        (await client.RemoveItemAsync("c-2", Now)).State.ShouldBe("removed");
        (await Should.ThrowAsync<TaojinProblemException>(() => client.ItemAsync("c-2", Now))).ShouldSatisfyAllConditions(
            problem => problem.Code.ShouldBe("item.unknown"), problem => problem.Status.ShouldBe(404), problem => problem.Remedy.ShouldNotBeEmpty(), problem => problem.TraceId.ShouldNotBeEmpty());

        await client.PutAsync([new User("c-用户", new() { ["城市"] = "苏州" })], Now);
        (await client.PatchUserAsync("c-用户", new JsonObject { ["attributes"] = new JsonObject { ["城市"] = "杭州" } }, Now)).Attributes!["城市"]!.ToString().ShouldBe("杭州");
        (await client.UserAsync("c-用户", Now)).UserId.ShouldBe("c-用户");
        (await Ids(client.UsersAsync(Now), user => user.UserId)).ShouldContain("c-用户");
        await client.PutAsync([new Review("c-评", "c-用户", "c-reviewed") { Rating = 5, Text = "很好" }], Now);
        (await client.ReviewAsync("c-评", Now)).Text.ShouldBe("很好");
        (await Ids(client.ReviewsAsync("c-用户", cancellation: Now), review => review.ReviewId)).ShouldBe(["c-评"]);
        (await client.RemoveReviewAsync("c-评", Now)).State.ShouldBe("removed");
        (await client.RemoveUserAsync("c-用户", Now)).Id.ShouldBe("c-用户");
    }

    [Fact]
    public async Task Events_lead_to_lists_predictions_and_models()
    {
        await using var server = await RunningServer.Start(shop);
        var client = new TaojinClient(server.Client);
        var items = shop.Prepared.Log.Items.Ids.Ids;
        (await client.SendAsync([new("c-visitor", items[0], "view"), new("c-visitor", items[1], "cart")], Now)).Accepted.ShouldBe(2);
        (await Ids(client.EventsAsync("c-visitor", kind: "cart", cancellation: Now), each => each.ItemId!)).ShouldBe([items[1]]);
        (await client.RecommendAsync(new() { UserId = "c-visitor", Count = 4, LogShown = false }, cancellation: Now)).Items.Count.ShouldBe(4);
        (await client.RecommendAsync(new() { Visit = [new(items[0])], Count = 3 }, cancellation: Now)).Items[0].Reasons.ShouldNotBeEmpty();
        (await client.SimilarAsync(items[0], 5, Now)).Items.Count.ShouldBe(5);
        (await client.PredictAsync("c-visitor", cancellation: Now)).Predictions.ShouldAllBe(each => each.Probability > 0 && each.Probability < 1);
        var models = await client.ModelsAsync(Now);
        var live = (await client.AliasesAsync(Now)).Single(each => each.Alias == "recommend@live").Version;
        var other = models.First(each => each.Version.StartsWith("recommend/", StringComparison.Ordinal) && each.Version != live).Version;
        (await client.PublishAsync("recommend@live", other, "试用", Now)).Version.ShouldBe(other);
        (await client.RollbackAsync("recommend@live", Now)).Version.ShouldBe(live);
        await using var export = await client.ExportAsync("items", "csv", Now);
        (await new StreamReader(export).ReadLineAsync(Now)).ShouldStartWith("item_id,");
    }

    [Fact]
    public async Task What_is_refused_for_now_is_sent_again_with_the_same_key()
    {
        var door = new ClosedAtFirst(2);
        var services = new ServiceCollection();
        services.AddTaojinClient(new("http://shop.example/base"), "correct-horse-battery").ConfigurePrimaryHttpMessageHandler(() => door);
        await using var provider = services.BuildServiceProvider();

        (await provider.GetRequiredService<TaojinClient>().SendAsync([new("u", "p", "view")], Now)).Accepted.ShouldBe(1);

        door.Seen.Count.ShouldBe(3);
        door.Seen.Select(each => each.Key).Distinct().Count().ShouldBe(1);
        door.Seen.ShouldAllBe(each => each.Path == "/base/api/v1/events" && each.Authorization == "Bearer correct-horse-battery" && each.Key.Length == 32);
    }

    [Fact]
    public async Task A_rollback_is_sent_once_for_twice_would_go_back_two_versions()
    {
        var door = new ClosedAtFirst(1);
        var services = new ServiceCollection();
        services.AddTaojinClient(new("http://shop.example"), "correct-horse-battery").ConfigurePrimaryHttpMessageHandler(() => door);
        await using var provider = services.BuildServiceProvider();

        await Should.ThrowAsync<TaojinProblemException>(() => provider.GetRequiredService<TaojinClient>().RollbackAsync("recommend@live", Now));

        door.Seen.Count.ShouldBe(1);
    }

    private static async Task<List<string>> Ids<T>(IAsyncEnumerable<T> rows, Func<T, string> id)
    {
        var ids = new List<string>();
        await foreach (var row in rows)
            ids.Add(id(row));
        return ids;
    }

    private sealed class ClosedAtFirst(int times) : HttpMessageHandler
    {
        public List<(string Path, string Key, string? Authorization)> Seen { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Add((request.RequestUri!.AbsolutePath, request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : "", request.Headers.Authorization?.ToString()));
            return Task.FromResult(Seen.Count <= times ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"accepted":1,"duplicate":0,"rejected":[]}""") });
        }
    }
}
