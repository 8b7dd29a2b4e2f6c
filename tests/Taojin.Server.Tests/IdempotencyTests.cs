using System.Text;
using System.Text.Json;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

public sealed class IdempotencyTests(TrainedShop shop)
{
    private const string Body = """[{"user_id":"重试的人","item_id":"i1","kind":"view"}]""";

    [Fact]
    public async Task A_retry_with_the_same_key_gets_the_first_answer_and_counts_once()
    {
        await using var server = await RunningServer.Start(shop);
        var before = shop.Mine.Workspace.Log.Summary().Events;

        var (first, second) = (await Post(server, "一号", Body), await Post(server, "一号", Body));

        first.ShouldBe((200, 1));
        second.ShouldBe(first);
        (shop.Mine.Workspace.Log.Summary().Events - before).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_with_422()
    {
        await using var server = await RunningServer.Start(shop);
        await Post(server, "二号", Body);
        (await Post(server, "二号", Body.Replace("view", "cart", StringComparison.Ordinal))).Status.ShouldBe(422);
    }

    private static async Task<(int Status, int Accepted)> Post(RunningServer server, string key, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Convert.ToHexString(Encoding.UTF8.GetBytes(key)));
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        return ((int)answer.StatusCode, body.TryGetProperty("accepted", out var accepted) ? accepted.GetInt32() : 0);
    }
}
