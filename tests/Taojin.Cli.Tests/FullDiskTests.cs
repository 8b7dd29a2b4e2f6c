using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Taojin.Cli.Tests;

/// <summary>A disk that is really full under a real server: events are refused, answers go on, and with room again everything goes on; what was acknowledged is there after a kill.</summary>
public sealed class FullDiskTests : FolderOfItsOwn
{
    private const int Batch = 1000;
    private static readonly string Long = new('满', 60); // so that few events fill a journal
    private readonly HashSet<string> _kept = [];
    private int _sent;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_are_refused_with_507_answers_go_on_and_nothing_acknowledged_is_lost()
    {
        Assert.SkipWhen(await SmallDisk.WhyNot() is { } why, await SmallDisk.WhyNot() ?? "");
        await MakeShop();
        using var disk = await SmallDisk.Start(PathOf("disk"), PathOf("shop"), mebibytes: 192);
        using (var http = new HttpClient { BaseAddress = new(disk.Address) })
        {
            (await Send(http)).Status.ShouldBe(HttpStatusCode.OK);
            disk.Fill();
            var (status, said) = await Send(http);
            for (var turn = 0; turn < 200 && status == HttpStatusCode.OK; turn++) // what the journal has set aside still takes some
                (status, said) = await Send(http);

            (status, said.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.InsufficientStorage, "storage.full"));
            var unlogged = await Get(http, "/api/v1/users/买家3/recommendations?n=3");
            (unlogged.GetProperty("items").GetArrayLength(), unlogged.GetProperty("is_logged").GetBoolean()).ShouldBe((3, false));
            (await Get(http, "/api/recommend/买家3?n=40")).EnumerateArray().Select(each => each.GetString()).ShouldContain("茶34"); // filled up from the catalogue
            (await Get(http, "/api/v1/users/买家3/recommendations?n=3&log_shown=false")).GetProperty("items").GetArrayLength().ShouldBe(3);
            (await Get(http, "/api/v1/items?n=3")).GetProperty("items").GetArrayLength().ShouldBe(3);
            (await Get(http, "/health/ready")).GetProperty("status").GetString().ShouldBe("degraded");

            disk.MakeRoom();
            (status, said) = await Send(http);
            for (var wait = 0; wait < 100 && status != HttpStatusCode.OK; wait++, await Task.Delay(100, Stop))
                (status, said) = await Send(http);
            status.ShouldBe(HttpStatusCode.OK, said.ToString());
        }

        await disk.KillServer();

        using (var http = new HttpClient { BaseAddress = new(disk.Address) })
            (await Ids(http)).ShouldBe(_kept.Order(StringComparer.Ordinal));
    }

    private async Task MakeShop()
    {
        await File.WriteAllLinesAsync(PathOf("log.csv"), ["user_id,item_id,kind,time", .. Enumerable.Range(0, 400).Select(row => $"买家{row % 20},茶{row * 7 % 30},view,2026-01-{1 + (row / 20):00} 10:00:00")], Stop);
        await File.WriteAllLinesAsync(PathOf("items.csv"), ["item_id,title", .. Enumerable.Range(0, 35).Select(item => $"茶{item},龙井 {item}")], Stop);
        (await BuiltProgram.Taojin.Run("init", "-w", PathOf("shop"))).ShouldBeDone();
        (await BuiltProgram.Taojin.Run("import", $"csv:{PathOf("log.csv")}", "-w", PathOf("shop"))).ShouldBeDone();
        (await BuiltProgram.Taojin.Run("import", $"csv:{PathOf("items.csv")}", "--table", "items", "-w", PathOf("shop"))).ShouldBeDone();
    }

    private async Task<(HttpStatusCode Status, JsonElement Said)> Send(HttpClient http)
    {
        var ids = Enumerable.Range(_sent, Batch).Select(number => $"{number:0000000}{Long}").ToArray();
        _sent += Batch;
        using var answer = await http.PostAsJsonAsync("/api/v1/events", ids.Select(id => new { event_id = id, user_id = "写手", item_id = "茶1", kind = "view", session_id = Long }), Stop);
        if (answer.StatusCode == HttpStatusCode.OK)
            _kept.UnionWith(ids);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Stop));
    }

    private static Task<JsonElement> Get(HttpClient http, string path) => http.GetFromJsonAsync<JsonElement>(path, Stop);

    private static async Task<IReadOnlyList<string>> Ids(HttpClient http)
    {
        var ids = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Get(http, $"/api/v1/events?n=1000&kind=view&user_id=写手{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            ids.AddRange(page.GetProperty("events").EnumerateArray().Select(each => each.GetProperty("event_id").GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }
}
