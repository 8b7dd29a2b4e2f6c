using System.Text.Json.Nodes;
using Taojin.Storage;
using Taojin.Testing.Service;
using Taojin.Workflows.Service;

namespace Taojin.Workflows.Tests.Service;

/// <summary>The assistant with a language model behind the OpenAI protocol: a real client, a real server, over a real socket.</summary>
public sealed class ModelAnswerTests
{
    private const string Question = "When will I get my money back after the return?";
    private const string Extract = "We refund to the original means of payment within 5 working days after the warehouse has checked the returned parcel. Banks may need another 3 days for credit cards.";

    [Fact]
    public async Task A_model_puts_passages_into_words_that_come_sentence_by_sentence()
    {
        var heard = new List<string>();
        var (answer, requests) = await AskAsync(_ => new() { Text = "You get it within 5 working days [policy/refund-time]. Cards take 3 days more [policy/refund-time]." }, said: heard);

        answer.Text.ShouldBe("You get it within 5 working days. Cards take 3 days more.");
        answer.Model.ShouldBe("test-model");
        answer.Tokens.ShouldBe(120);
        answer.Sources.Select(source => source.Id).ShouldBe(["policy/refund-time"]);
        heard.ShouldBe(["You get it within 5 working days.", "Cards take 3 days more."]);
        requests[0]["model"]!.GetValue<string>().ShouldBe("test-model");
        requests[0]["stream"]!.GetValue<bool>().ShouldBeTrue();
        requests[0].ToJsonString().ShouldContain("refund-time");
    }

    [Fact]
    public async Task A_model_looks_the_customers_own_order_up_by_a_tool()
    {
        var (answer, requests) = await AskAsync(
            request => IsAfterTool(request) ? new() { Text = "Tracking number SF1348811906 [order/LN240117]." } : Calls("look_up_order", """{"order_id":"LN240117"}"""),
            "Please tell me the tracking number of my order LN240117", "u-lin");

        answer.Text.ShouldBe("Tracking number SF1348811906.");
        requests.Count.ShouldBe(2);
        requests[1].ToJsonString().ShouldContain("SF1348811906");
    }

    [Fact]
    public async Task A_model_that_asks_for_another_customers_order_is_told_that_there_is_none()
    {
        var (_, requests) = await AskAsync(
            request => IsAfterTool(request) ? new() { Text = "HANDOVER" } : Calls("look_up_order", """{"order_id":"LN240309"}"""), "Where is my tent?", "u-lin");

        requests[1].ToJsonString().ShouldContain("no such order");
        requests[1].ToJsonString().ShouldNotContain("DP4410077651");
    }

    [Fact]
    public async Task A_model_may_ask_for_recommendations()
    {
        var (answer, _) = await AskAsync(
            request => IsAfterTool(request) ? new() { Text = "You may like the Nest tent [tool/recommend]. Refunds take 5 working days [policy/refund-time]." } : Calls("recommend", """{"count":2}"""), Question, "u-lin",
            recommend: (user, count) => [.. Enumerable.Repeat("Nest two-person tent", count)]);

        answer.Text.ShouldStartWith("You may like the Nest tent.");
    }

    [Theory]
    [InlineData("You get it within 2 working days [policy/refund-time].", "number")]
    [InlineData("Within 5 working days, see http://evil.example/refund [policy/refund-time].", "link")]
    [InlineData("Within 5 working days [policy/made-up].", "source")]
    [InlineData("You will get it soon.", "unsourced")]
    [InlineData("", "error")]
    public async Task What_does_not_stand_in_the_sources_is_not_said(string text, string reason)
    {
        var heard = new List<string>();
        var (answer, _) = await AskAsync(_ => new() { Text = text }, said: heard);

        answer.Reason.ShouldBe(reason);
        answer.Text.ShouldBe(Extract);
        if (reason != "unsourced") // without a source is known only at the end
            heard.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(401)]
    public async Task When_the_model_fails_passages_answer(int status)
    {
        var (answer, _) = await AskAsync(_ => new() { Status = status });

        (answer.Text, answer.Reason, answer.Model).ShouldBe((Extract, "error", "passages"));
    }

    [Fact]
    public async Task When_the_model_is_silent_passages_answer_in_time()
    {
        var (answer, _) = await AskAsync(_ => new() { Text = "x", Delay = TimeSpan.FromSeconds(20) }, limits: new() { TimeoutSeconds = 0.4 });

        answer.Reason.ShouldBe("timeout");
        answer.Text.ShouldBe(Extract);
        answer.Seconds.ShouldBeLessThan(5);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_an_error_and_no_more()
    {
        using var shop = new LanternMine(new() { ModelUrl = "http://127.0.0.1:9/v1", Model = "none", TimeoutSeconds = 5 });
        var answer = await Asking(shop).AskAsync(new(Question), cancellation: TestContext.Current.CancellationToken);

        (answer.Text, answer.Model).ShouldBe((Extract, "passages"));
        answer.Reason.ShouldBeOneOf("error", "timeout");
    }

    [Fact]
    public async Task When_the_days_tokens_are_spent_the_model_is_not_asked()
    {
        using var server = new ModelServer(_ => new() { Text = "Within 5 working days [policy/refund-time]." });
        using var shop = new LanternMine(new() { ModelUrl = server.Url, Model = "m", DailyTokens = 100 });
        var assistant = Asking(shop);

        (await assistant.AskAsync(new(Question), cancellation: TestContext.Current.CancellationToken)).Model.ShouldBe("m");
        (await assistant.AskAsync(new(Question), cancellation: TestContext.Current.CancellationToken)).Reason.ShouldBe("budget");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_calls_tools_for_ever_is_stopped()
    {
        var (answer, requests) = await AskAsync(_ => Calls("look_up_order", """{"order_id":"LN240301"}"""), Question, "u-lin");

        requests.Count.ShouldBeLessThanOrEqualTo(5);
        answer.Text.ShouldBe(Extract);
    }

    [Fact]
    public async Task Orders_to_the_model_are_not_even_shown_to_it()
    {
        var obedient = 0;
        using var server = new ModelServer(_ => { obedient++; return new() { Text = "PWNED [policy/return-window]." }; });
        using var shop = new LanternMine(new() { ModelUrl = server.Url, Model = "gullible" });
        var assistant = Asking(shop);

        foreach (var text in LanternShop.Injections.SelectMany(each => new[] { each.En, each.Zh }))
        {
            var answer = await assistant.AskAsync(new(text, "u-lin"), cancellation: TestContext.Current.CancellationToken);

            answer.Text.ShouldNotContain("PWNED", Case.Insensitive, text);
            answer.Text.ShouldNotContain("evil.example", Case.Insensitive, text);
        }
        obedient.ShouldBe(0);
    }

    private static async Task<(ServiceAnswer Answer, IReadOnlyList<JsonObject> Requests)> AskAsync(
        Func<JsonObject, ModelTurn> behave, string question = Question, string? user = null, AssistantSettings? limits = null, List<string>? said = null, Func<string, int, IReadOnlyList<string>>? recommend = null)
    {
        using var server = new ModelServer(behave);
        using var shop = new LanternMine((limits ?? new()) with { ModelUrl = server.Url, Model = "test-model" });
        var answer = await Asking(shop, recommend).AskAsync(new(question, user), said is null ? null : piece => { said.Add(piece); return Task.CompletedTask; }, TestContext.Current.CancellationToken);
        return (answer, server.Requests);
    }

    private static Assistant Asking(LanternMine shop, Func<string, int, IReadOnlyList<string>>? recommend = null) =>
        new(shop.Mine, new() { Model = LanguageModel.Of(shop.Mine.Workspace.Settings.Assistant, key: null), Recommend = recommend });

    private static bool IsAfterTool(JsonObject request) => request["messages"]!.AsArray().Any(message => message!["role"]!.GetValue<string>() == "tool");

    private static ModelTurn Calls(string name, string arguments) => new() { Tool = new(name, arguments) };
}
