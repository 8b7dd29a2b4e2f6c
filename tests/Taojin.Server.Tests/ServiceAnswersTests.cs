using System.Text;
using Taojin.Storage.Service;
using Taojin.Tests.Shops;
using Taojin.Workflows.Service;

namespace Taojin.Server.Tests;

/// <summary>The service assistant over HTTP.</summary>
public sealed class ServiceAnswersTests(TrainedShop shared)
{
    [Fact]
    public async Task A_question_is_answered_streamed_and_judged()
    {
        using var shop = TrainedShop.OfFewModels();
        shop.Mine.Workspace.Service.Add([new StoredDocument("policy/postage", "policy", "zh", "运费", "订单满 99 元包邮。"), new StoredDocument("policy/return", "policy", "en", "Returns", "Return within 30 days.")]);
        await using var server = await RunningServer.Start(shop, new Assistant(shop.Mine));

        var (status, answer) = await server.Post("/api/v1/answers", """{"text":"满多少包邮？","user_id":"u1"}""");
        using var question = new StringContent("""{"text":"How do I return it?"}""", Encoding.UTF8, "application/json");
        using var streamed = await server.Client.PostAsync("/api/v1/answers/stream", question, TestContext.Current.CancellationToken);

        status.ShouldBe(200);
        answer.GetProperty("text").GetString().ShouldBe("订单满 99 元包邮。");
        answer.GetProperty("sources")[0].GetProperty("id").GetString().ShouldBe("policy/postage");
        streamed.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = await streamed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        events.ShouldContain("event: answer");
        events.ShouldContain("Return within 30 days.");
        (await server.Post($"/api/v1/answers/{answer.GetProperty("message_id").GetString()}/feedback", """{"helpful":true}""")).Status.ShouldBe(204);
        (await server.Post("/api/v1/answers/none/feedback", """{"helpful":true}""")).Body.GetProperty("code").GetString().ShouldBe("message.unknown");
        (await server.Post("/api/v1/order-risks", """{"user_id":"u1","lines":[{"item_id":"x"}]}""")).Body.GetProperty("code").GetString().ShouldBe("model.none-published");
        (await server.Get("/api/v1/returns")).Body.GetProperty("lines").GetInt32().ShouldBeGreaterThan(0);
        (await server.Post("/api/v1/answers", """{"text":""}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task What_waits_for_a_person_is_listed_answered_and_quoted_from_then_on()
    {
        using var shop = TrainedShop.OfFewModels();
        await using var server = await RunningServer.Start(shop, new Assistant(shop.Mine));
        (await server.Post("/api/v1/answers", """{"text":"紫砂壶可以刻字吗？","user_id":"u1"}""")).Body.GetProperty("sources").GetArrayLength().ShouldBe(0);

        var waiting = (await server.Get("/api/v1/messages/waiting")).Body.GetProperty("questions")[0];
        waiting.GetProperty("text").GetString().ShouldBe("紫砂壶可以刻字吗？");
        var id = waiting.GetProperty("message_id").GetString();
        (await server.Post($"/api/v1/messages/{id}/reply", """{"text":"紫砂壶可以刻字，需三天。"}""")).Body.GetProperty("document_id").GetString().ShouldBe($"answer/{id}");

        (await server.Get("/api/v1/messages/waiting")).Body.GetProperty("questions").GetArrayLength().ShouldBe(0);
        (await server.Post($"/api/v1/messages/{id}/reply", """{"text":"再答"}""")).Body.GetProperty("code").GetString().ShouldBe("message.unknown");
        (await server.Post("/api/v1/answers", """{"text":"紫砂壶可以刻字吗？"}""")).Body.GetProperty("text").GetString()!.ShouldContain("需三天");
        (await server.Get("/api/v1/labels/progress")).Body.GetProperty("by_answer").EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_without_an_assistant_says_so()
    {
        await using var server = await RunningServer.Start(shared);

        (await server.Post("/api/v1/answers", """{"text":"hello"}""")).ShouldSatisfyAllConditions(
            answer => answer.Status.ShouldBe(400), answer => answer.Body.GetProperty("code").GetString().ShouldBe("assistant.none"));
    }
}
