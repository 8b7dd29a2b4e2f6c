using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Taojin.Testing.Servers;

namespace Taojin.Cli.Tests;

/// <summary>Two servers of one shop that are nodes of one cluster: each is restarted while the other answers, and nobody notices.</summary>
public sealed class RollingUpgradeTests : FolderOfItsOwn
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly List<string> _lost = [];
    private int _events;

    [Fact]
    public async Task No_answer_and_no_event_is_lost_while_one_server_after_another_is_restarted()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        var cancellation = TestContext.Current.CancellationToken;
        using var postgres = PostgresServer.Start();
        var store = postgres.NewDatabase();
        await File.WriteAllLinesAsync(PathOf("日志.csv"), ["user_id,item_id,kind,time", .. Enumerable.Range(0, 2000).Select(row => $"客{row % 50},品{row * 31 % 40},purchase,2026-01-{1 + (row / 80):00} 10:00:00")], cancellation);
        foreach (var folder in new[] { "甲", "乙" })
            (await BuiltProgram.Taojin.Run("init", "--store", store, "-w", PathOf(folder))).ShouldBeDone();
        (await BuiltProgram.Taojin.Run("import", $"csv:{PathOf("日志.csv")}", "-w", PathOf("甲"))).ShouldBeDone();
        var servers = new[] { await StartAsync("甲", store), await StartAsync("乙", store) };
        try
        {
            await RollAsync(servers, store, cancellation);
        }
        finally
        {
            foreach (var (process, _) in servers)
                process.Kill(entireProcessTree: true); // nothing where it has ended
        }
        PostgresServer.Query(store, "SELECT count(*), count(DISTINCT event_id) FROM events WHERE event_id LIKE '滚动%'").Trim().ShouldBe($"{_events}|{_events}");
    }

    private async Task RollAsync((Process Process, string Address)[] servers, string store, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var asking = Task.Run(() => AskAsync(servers, end.Token), cancellation);

        for (var server = 0; server < servers.Length; server++)
        {
            await StopAsync(servers[server].Process, cancellation);
            (await ActiveAsync(store)).ShouldBe(1); // who left has said goodbye
            servers[server] = await StartAsync(server == 0 ? "甲" : "乙", store);
        }
        (await ActiveAsync(store)).ShouldBe(2);
        await end.CancelAsync();
        await asking;
        await ShowsItself(servers[1].Address, cancellation);
        foreach (var server in servers)
            await StopAsync(server.Process, cancellation);

        _lost.ShouldBeEmpty();
        _events.ShouldBeGreaterThan(10);
    }

    private static async Task<int> ActiveAsync(string store) => (await BuiltProgram.Taojin.Run("cluster", "status", store, "--json")).ShouldBeDone()
        .Json.GetProperty("members").EnumerateArray().Count(member => member.GetProperty("state").GetString() == "active");

    /// <summary>The pages of the cluster come from a server of it, and count what its nodes do.</summary>
    private static async Task ShowsItself(string address, CancellationToken cancellation)
    {
        (await Http.GetStringAsync($"{address}/cluster", cancellation)).ShouldContain("<title>Orleans Dashboard</title>");
        (await Http.GetStringAsync($"{address}/cluster/index.min.js", cancellation)).Length.ShouldBeGreaterThan(100_000);
        while (JsonDocument.Parse(await Http.GetStringAsync($"{address}/cluster/DashboardCounters", cancellation)).RootElement.GetProperty("totalActiveHostCount").GetInt32() != 2)
            await Task.Delay(100, cancellation); // they are counted every other second
        using var logs = await Http.GetAsync($"{address}/cluster/Trace", cancellation);
        logs.StatusCode.ShouldBe(HttpStatusCode.Forbidden); // a log may name persons
    }

    /// <summary>A balancer of two servers: who does not answer is left for the other. Each turn sends an event and asks for the list of its user.</summary>
    private async Task AskAsync((Process Process, string Address)[] servers, CancellationToken end)
    {
        for (var turn = 0; !end.IsCancellationRequested; turn++)
        {
            var (user, number) = (Uri.EscapeDataString($"客{turn % 50}"), turn);
            object[] events = [new { event_id = $"滚动{number}", user_id = $"客{number % 50}", item_id = $"品{number % 40}", kind = "view" }];
            if (await AnsweredAsync(servers, turn, address => Http.PostAsJsonAsync($"{address}/api/v1/events", events, CancellationToken.None)) is not null)
                _events++;
            var answer = await AnsweredAsync(servers, turn + 1, address => Http.GetAsync($"{address}/api/v1/users/{user}/recommendations?count=3", CancellationToken.None));
            if (answer is not null && JsonDocument.Parse(answer).RootElement.GetProperty("items").GetArrayLength() == 0)
                _lost.Add($"No list at turn {turn}: {answer}");
        }
    }

    private async Task<string?> AnsweredAsync((Process Process, string Address)[] servers, int turn, Func<string, Task<HttpResponseMessage>> ask)
    {
        var said = "";
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                using var answer = await ask(servers[(turn + attempt) % 2].Address);
                said += $"{answer.StatusCode} ";
                if (answer.StatusCode == HttpStatusCode.OK)
                    return await answer.Content.ReadAsStringAsync(CancellationToken.None);
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                said += fault.Message;
            }
        }
        _lost.Add($"Turn {turn}: {said}");
        return null;
    }

    private async Task<(Process Process, string Address)> StartAsync(string folder, string store)
    {
        var process = BuiltProgram.Taojin.Start("serve", "--port", "0", "-w", PathOf(folder), "--cluster", store);
        var line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        return (process, line.ShouldNotBeNull().Split("Dashboard: ")[^1].Split(' ')[0]);
    }

    private static async Task StopAsync(Process process, CancellationToken cancellation)
    {
        using (var term = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await term.WaitForExitAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
    }
}
