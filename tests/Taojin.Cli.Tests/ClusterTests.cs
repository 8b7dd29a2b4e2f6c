using System.Net;
using System.Net.Sockets;
using Taojin.Cluster.Host;

namespace Taojin.Cli.Tests;

/// <summary>Training with the nodes of a cluster, as a person does it; and nothing of a cluster where nobody asked for one.</summary>
public sealed class ClusterTests : FolderOfItsOwn
{
    [Fact]
    public async Task Nodes_take_part_in_training_and_the_model_has_the_same_bits()
    {
        Assert.SkipUnless(RedisProcess.IsInstalled, "redis-server is not here. Install: sudo apt-get install -y redis-server");
        using var redis = await RedisProcess.StartAsync();
        var cluster = redis.Address.ToString();
        await File.WriteAllLinesAsync(PathOf("日志.csv"), ["user_id,item_id,kind,time", .. Enumerable.Range(0, 30_000).Select(Event)], TestContext.Current.CancellationToken);
        (await BuiltProgram.Taojin.Run("init", "-w", PathOf("店"))).ShouldBeDone();
        (await BuiltProgram.Taojin.Run("import", $"csv:{PathOf("日志.csv")}", "-w", PathOf("店"))).ShouldBeDone();
        (await BuiltProgram.Taojin.Run(Train())).ShouldBeDone();
        using var node = BuiltProgram.Taojin.Start("cluster", "node", cluster);
        (await node.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull().ShouldContain("ready");

        (await BuiltProgram.Taojin.Run([.. Train(), "--cluster", cluster])).ShouldBeDone();
        var members = (await BuiltProgram.Taojin.Run("cluster", "status", cluster, "--json")).ShouldBeDone().Json.GetProperty("members");
        node.Kill();

        members.EnumerateArray().Select(member => (member.GetProperty("role").GetString(), member.GetProperty("state").GetString()))
            .ShouldBe([("worker", "active"), ("trainer", "dead")]);
        var versions = Directory.GetDirectories(Path.Combine(PathOf("店"), "models", "recommend", "implicit-als"));
        versions.Length.ShouldBe(2);
        foreach (var part in new[] { "user_factors", "item_factors" })
            (await File.ReadAllBytesAsync(Path.Combine(versions[0], part), TestContext.Current.CancellationToken))
                .ShouldBe(await File.ReadAllBytesAsync(Path.Combine(versions[1], part), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_is_named_with_its_remedy()
    {
        var ended = await BuiltProgram.Taojin.Run("cluster", "status", "redis://127.0.0.1:1");

        ended.Code.ShouldBe(1);
        ended.Errors.ShouldContain("cluster.unreachable");
        (await BuiltProgram.Taojin.Run("cluster", "status", "nowhere")).Errors.ShouldContain("cluster.address");
    }

    [Fact]
    public async Task A_server_says_that_it_is_alive_while_it_waits_for_its_cluster()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0); // takes calls and never answers
        silent.Start();
        (await BuiltProgram.Taojin.Run("init", "-w", PathOf("店"))).ShouldBeDone();
        var port = RedisProcess.FreePort();
        using var server = BuiltProgram.Taojin.Start("serve", "--port", $"{port}", "-w", PathOf("店"), "--cluster", $"redis://{silent.LocalEndpoint}");
        using var asked = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();

        (await http.GetAsync($"http://127.0.0.1:{port}/health/live", TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        server.Kill();
    }

    [Fact]
    public async Task Without_a_cluster_nothing_of_it_is_loaded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        (await BuiltProgram.Taojin.Run("init", "-w", PathOf("店"))).ShouldBeDone();
        using var server = BuiltProgram.Taojin.Start("serve", "--port", "0", "-w", PathOf("店"));
        (await server.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();

        var loaded = await File.ReadAllTextAsync($"/proc/{server.Id}/maps", TestContext.Current.CancellationToken);
        server.Kill();

        loaded.ShouldContain("Taojin.Server.dll");
        loaded.ShouldNotContain("Orleans");
        loaded.ShouldNotContain("Taojin.Cluster");
    }

    /// <summary>Users of one of five tastes touch items of theirs, over forty days.</summary>
    private static string Event(int number)
    {
        var (user, step) = (number * 7919 % 400, ((number * 31) + (number / 400 * 7)) % 199);
        return $"客{user},品{(user % 5 * 199) + step},{(step % 9 == 0 ? "purchase" : "view")},{new DateTime(2026, 1, 1).AddMinutes(number * 1.9):yyyy-MM-dd HH:mm:ss}";
    }

    private string[] Train() => ["train", "--task", "recommend", "-a", "implicit-als", "-w", PathOf("店")];
}
