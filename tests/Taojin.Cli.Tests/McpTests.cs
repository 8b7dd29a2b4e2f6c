using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Taojin.Cli.Tests;

/// <summary>The service verbs, and the shop over stdin and stdout to a real client of the Model Context Protocol.</summary>
public sealed class McpTests : FolderOfItsOwn
{
    private const int Events = 6000;

    private string Shop => PathOf("店铺");

    [Fact]
    public async Task An_agent_reads_recommendations_answers_and_faults_and_writes_nothing()
    {
        await LoadAsync();
        await Taojin("train", "--task", "recommend", "--algorithm", "popular");
        await Taojin("publish", "recommend/popular/000001");
        await using var client = await ConnectAsync("--user", "买家1");

        var tools = await client.ListToolsAsync(cancellationToken: Stop);
        tools.Select(tool => tool.Name).Order().ShouldBe(["answer", "describe_shop", "explain", "findings", "intent", "predict", "recommend", "reviews"], ignoreOrder: false);
        tools.ShouldAllBe(tool => tool.ProtocolTool.Annotations!.ReadOnlyHint == true && tool.ProtocolTool.Annotations.OpenWorldHint == false);
        (await CallAsync(client, "recommend", ("user_id", "买家1"), ("count", 2))).GetProperty("items").GetArrayLength().ShouldBe(2);
        (await CallAsync(client, "answer", ("question", "满多少包邮？"))).GetProperty("sources")[0].GetProperty("id").GetString().ShouldBe("policy/postage");
        (await CallAsync(client, "answer", ("question", "订单 D20240001 到哪了？"))).GetProperty("text").GetString()!.ShouldContain("已发货");
        (await CallAsync(client, "answer", ("question", "订单 D20240002 到哪了？"))).GetProperty("reason").GetString().ShouldBe("order-not-yours");
        (await CallAsync(client, "predict", ("user_id", "买家1"))).GetProperty("code").GetString().ShouldBe("model.none-published");
        (await CallAsync(client, "describe_shop")).GetProperty("log").GetProperty("events").GetInt64().ShouldBe(Events, "nothing was written");
    }

    [Fact]
    public async Task Writing_is_given_only_when_it_is_asked_for()
    {
        await LoadAsync();
        await using var client = await ConnectAsync("--allow-write");

        (await CallAsync(client, "add_event", ("event_id", "e1"), ("user_id", "买家1"), ("kind", "view"), ("item_id", "货1"))).GetProperty("state").GetString().ShouldBe("accepted");
        (await CallAsync(client, "add_event", ("event_id", "e1"), ("user_id", "买家1"), ("kind", "view"), ("item_id", "货1"))).GetProperty("state").GetString().ShouldBe("duplicate");
    }

    [Fact]
    public async Task A_question_that_waits_is_answered_once_by_a_person()
    {
        await LoadAsync();
        var asked = (await Taojin("service", "ask", "你们出租大象吗？", "--user", "买家1", "--json")).Json;
        asked.GetProperty("is_handed_over").GetBoolean().ShouldBeTrue();
        var id = asked.GetProperty("message_id").GetString()!;
        (await Taojin("service", "waiting", "--json")).Json[0].GetProperty("text").GetString().ShouldBe("你们出租大象吗？");

        await Taojin("service", "reply", id, "不出租。");

        (await Taojin("service", "ask", "你们出租大象吗")).Output.ShouldContain("不出租。");
        (await Taojin("service", "waiting", "--json")).Json.GetArrayLength().ShouldBe(0);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(each => each.Name, each => each.Value), cancellationToken: Stop);
        return JsonDocument.Parse(result.Content.OfType<TextContentBlock>().Single().Text).RootElement;
    }

    private async Task<McpClient> ConnectAsync(params string[] options) => await McpClient.CreateAsync(
        new StdioClientTransport(new() { Name = "test", Command = BuiltProgram.Taojin.Path, Arguments = ["mcp", "--workspace", Shop, .. options] }), cancellationToken: Stop);

    private async Task LoadAsync()
    {
        await Taojin("init");
        var lines = Enumerable.Range(0, Events).Select(row => $"买家{row % 100},货{((row % 100 * 31) + (row / 100 * 17)) % 150},view,{1_760_000_000 + (row / 100 * 9000) + (row % 100)}");
        await File.WriteAllLinesAsync(PathOf("log.csv"), ["user_id,item_id,kind,time", .. lines], Stop);
        await Taojin("import", $"csv:{PathOf("log.csv")}");
        await File.WriteAllLinesAsync(PathOf("texts.jsonl"), ["""{"document_id":"policy/postage","kind":"policy","language":"zh","title":"运费","text":"订单满 99 元包邮。"}"""], Stop);
        await File.WriteAllLinesAsync(PathOf("orders.jsonl"),
            [
                """{"order_id":"D20240001","user_id":"买家1","state":"shipped","time":"2024-03-08T02:10:00Z","items":["货1"],"carrier":"顺丰","tracking":"SF10000001"}""",
                """{"order_id":"D20240002","user_id":"买家2","state":"paid","time":"2024-03-08T02:10:00Z","items":["货2"]}""",
            ], Stop);
        (await Taojin("service", "load", "--documents", PathOf("texts.jsonl"), "--orders", PathOf("orders.jsonl"), "--json")).Json.GetProperty("orders").GetProperty("accepted").GetInt32().ShouldBe(2);
    }

    private async Task<Ended> Taojin(params string[] arguments) => (await BuiltProgram.Taojin.Run([.. arguments, "--workspace", Shop])).ShouldBeDone();
}
