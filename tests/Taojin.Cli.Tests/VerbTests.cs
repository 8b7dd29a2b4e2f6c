using System.Diagnostics;
using System.Text;

namespace Taojin.Cli.Tests;

/// <summary>The verbs one after the other, as an analyst uses them.</summary>
public sealed class VerbTests : FolderOfItsOwn
{
    private string Shop => PathOf("店铺");

    [Fact]
    public async Task From_a_file_to_answers_verb_by_verb()
    {
        await Taojin("init");
        (await Taojin("import", $"csv:{Log()}", "--json")).Json.GetProperty("accepted").GetInt32().ShouldBe(6000);
        (await Taojin("import", $"csv:{Log()}", "--json")).Json.GetProperty("duplicate").GetInt32().ShouldBe(6000);
        var prepared = (await Taojin("prepare", "--json")).Json;
        prepared.GetProperty("readiness").GetArrayLength().ShouldBeGreaterThan(9);
        prepared.GetProperty("weights").GetArrayLength().ShouldBe(4);
        await Taojin("train", "--task", "recommend", "--json");
        (await Taojin("models", "--json")).Json.GetArrayLength().ShouldBeGreaterThan(4);
        await Taojin("publish", "recommend/item-knn/000001", "--reason", "试运行");
        var list = (await Taojin("recommend", "买家7", "--as-of-log-end", "--count", "4", "--json")).Json;
        list.GetProperty("items").GetArrayLength().ShouldBe(4);
        list.GetProperty("model").GetString().ShouldBe("recommend/item-knn/000001");
        (await Taojin("recommend", "--user", "买家7", "--as-of-log-end", "-n", "4", "--json")).Json.GetProperty("items").GetArrayLength().ShouldBe(4);
        var first = list.GetProperty("items")[0].GetProperty("item_id").GetString()!;
        (await Taojin("explain", "买家7", first, "--as-of-log-end", "--json")).Json.GetProperty("rank").GetInt32().ShouldBe(1);
        File.Exists((await Taojin("report")).Output.Trim()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_sequence_is_trained_and_its_answer_is_explained_by_events_that_add_up()
    {
        await Taojin("init");
        await Taojin("import", $"csv:{Log(users: 500)}");
        await Taojin("train", "-a", "sequence-transformer", "--set", "sequence-transformer.epochs=1", "sequence-transformer.patience=0", "sequence-transformer.width=8");
        await Taojin("publish", "recommend/sequence-transformer/000001", "--reason", "试运行");

        var list = (await Taojin("recommend", "买家7", "--as-of-log-end", "--json")).Json;

        list.GetProperty("model").GetString().ShouldBe("recommend/sequence-transformer/000001");
        var first = list.GetProperty("items")[0].GetProperty("item_id").GetString()!;
        var why = (await Taojin("explain", "买家7", first, "--as-of-log-end", "--json")).Json;
        why.GetProperty("rank").GetInt32().ShouldBe(1);
        why.GetProperty("reasons").EnumerateArray().Sum(reason => reason.GetProperty("contribution").GetDouble()).ShouldBe(why.GetProperty("score").GetDouble(), 1e-3);
    }

    [Fact]
    public async Task An_item_that_came_after_the_training_is_found_by_what_is_written_on_it()
    {
        await Taojin("init");
        await Taojin("import", $"csv:{Log()}");
        await Taojin("import", $"csv:{Items(Enumerable.Range(0, 150))}", "--table", "items");
        await Taojin("train", "-a", "two-tower", "--set", "two-tower.epochs=3", "two-tower.factors=16", "two-tower.hidden=16", "two-tower.batch_size=256");
        await Taojin("publish", "recommend/two-tower/000001", "--reason", "试运行");
        await Taojin("import", $"csv:{Items([900])}", "--table", "items");

        async Task<double> Score(string item) => (await Taojin("explain", "买家8", item, "--as-of-log-end", "--json")).Json.GetProperty("score").GetDouble();

        (await Score("茶900")).ShouldBeGreaterThan(await Score("书900") + 0.1); // an even buyer looks at teas
    }

    [Fact]
    public async Task Options_of_algorithms_and_weights_of_behaviour_are_set_by_name()
    {
        await Taojin("init");
        await Taojin("import", $"csv:{Log()}");

        var run = (await Taojin("train", "-a", "blend", "--set", "blend.members=popular,item-knn", "blend.scale=reciprocal_rank", "weights.view=2", "--json")).Json[0];

        run.GetProperty("models")[0].GetProperty("algorithm").GetString().ShouldBe("blend");
        run.GetProperty("weights")[0].GetProperty("weight").GetDouble().ShouldBe(2);
        run.GetProperty("weights")[0].GetProperty("source").GetString().ShouldBe("set");
        (await BuiltProgram.Taojin.Run("train", "--set", "weights.gaze=1", "--workspace", Shop)).Errors.ShouldContain("usage.set");
    }

    [Fact]
    public async Task Faults_say_code_cause_and_remedy_and_end_with_1()
    {
        Directory.CreateDirectory(Shop);
        var ended = await BuiltProgram.Taojin.Run("prepare", "--workspace", Shop);
        ended.Code.ShouldBe(1);
        ended.Output.ShouldBeEmpty();
        ended.Errors.ShouldContain("taojin init");
        var zh = await BuiltProgram.Taojin.Run("prepare", "--workspace", Shop, "--lang", "zh");
        zh.Errors.ShouldContain("怎么办");
    }

    [Theory]
    [InlineData("mine")]
    [InlineData("train", "--threads", "many")]
    [InlineData("recommend", "u", "--lang", "fr")]
    public async Task Wrong_usage_ends_with_2_and_nothing_on_stdout(params string[] arguments)
    {
        var ended = await BuiltProgram.Taojin.Run(arguments);
        ended.Code.ShouldBe(2);
        ended.Output.ShouldBeEmpty();
        ended.Errors.ShouldContain("--help");
    }

    [Fact]
    public async Task An_unknown_key_in_the_settings_is_told_with_the_nearest_known_one()
    {
        await Taojin("init");
        await File.AppendAllTextAsync(Path.Combine(Shop, "taojin.toml"), "\nthread = 2\n", TestContext.Current.CancellationToken);
        var ended = await BuiltProgram.Taojin.Run("prepare", "--workspace", Shop);
        ended.Code.ShouldBe(1);
        ended.Errors.ShouldContain("threads");
    }

    [Fact]
    public async Task A_shop_in_use_is_said_to_be_and_a_stopped_server_ends_with_130_or_0()
    {
        await Taojin("init");
        await Taojin("import", $"csv:{Log()}");
        using var server = BuiltProgram.Taojin.Start("serve", "--port", "0", "--workspace", Shop);
        try
        {
            await In_use_and_stopped(server);
        }
        finally
        {
            if (!server.HasExited)
                server.Kill();
        }
        await Taojin("prepare");
    }

    private async Task In_use_and_stopped(Process server)
    {
        var said = await server.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        said.ShouldNotBeNull().ShouldContain("http://127.0.0.1:");
        var other = await BuiltProgram.Taojin.Run("prepare", "--workspace", Shop);
        other.Code.ShouldBe(1);
        other.Errors.ShouldContain("open");
        using (var kill = Process.Start("kill", ["-INT", $"{server.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        server.ExitCode.ShouldBeOneOf(0, 130);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_to_be()
    {
        await Taojin("init");
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var ended = await BuiltProgram.Taojin.Run("serve", "--port", $"{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}", "--workspace", Shop);
        ended.Code.ShouldBe(1);
        ended.Errors.ShouldContain("server.port-busy");
    }

    private async Task<Ended> Taojin(params string[] arguments) => (await BuiltProgram.Taojin.Run([.. arguments, "--workspace", Shop])).ShouldBeDone();

    private string Items(IEnumerable<int> numbers)
    {
        var path = PathOf($"items{numbers.First()}.csv");
        File.WriteAllLines(path, ["item_id,title", .. numbers.SelectMany(number => new[] { $"茶{number},龙井绿茶 tea {number}", $"书{number},推理小说 novel {number}" })]);
        return path;
    }

    /// <summary>Six thousand views of two tastes, so that neighbours have something to say.</summary>
    private string Log(int users = 100)
    {
        var text = new StringBuilder("user_id,item_id,kind,time\n");
        for (var row = 0; row < 6000; row++)
        {
            var (user, step) = (row % users, row / users);
            var item = ((user * 31) + (step * 17)) % 150;
            text.Append($"买家{user},{(user % 2 == 0 ? "茶" : "书")}{item},view,{1_760_000_000 + (step * (90 * users)) + user}\n");
        }
        File.WriteAllText(PathOf("log.csv"), text.ToString());
        return PathOf("log.csv");
    }
}
