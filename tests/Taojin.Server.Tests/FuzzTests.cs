using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

/// <summary>Whatever is sent to the entry points, the answer is a result or a problem with a code: never a fault of the server, never a hang.</summary>
public sealed class FuzzTests(TrainedShop shop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly (string Method, string Path, string Valid)[] Doors =
    [
        ("POST", "/api/v1/events", """[{"event_id":"e1","user_id":"张三","item_id":"p1","kind":"view","time":"2024-05-01T00:00:00Z","price":9.5,"quantity":2,"position":1}]"""),
        ("POST", "/api/v1/items", """[{"item_id":"茶杯","title":"青瓷","category":"a > b","price":9.5,"stock":3,"attributes":{"色":["青","白"],"n":1},"available_from":"2024-05-01T00:00:00Z","hidden":false}]"""),
        ("PATCH", "/api/v1/items/fuzzed", """{"title":"青瓷","price":9.5,"attributes":{"a":{"b":1}}}"""),
        ("POST", "/api/v1/users", """[{"user_id":"张三","attributes":{"会员":"金","n":[1,2]}}]"""),
        ("POST", "/api/v1/reviews", """[{"review_id":"r1","user_id":"u1","item_id":"p1","rating":4.5,"text":"很好","time":"2024-05-01T00:00:00Z"}]"""),
        ("POST", "/api/v1/recommendations", """{"user_id":"u1","visit":[{"item_id":"p1","kind":"cart","time":"2024-05-01T00:00:00Z"}],"count":5,"filter":"item.price < 10","context":{"device":"phone"},"log_shown":false}"""),
        ("POST", "/api/v1/predictions", """{"user_id":"u1","item_ids":["p1"],"count":3}"""),
        ("POST", "/api/feedback", """[{"FeedbackType":"fuzzed","UserId":"u1","ItemId":"p1","Value":1.5,"Timestamp":"2024-05-01T00:00:00Z","Labels":["a"],"Comment":"好"}]"""),
        ("POST", "/api/item", """{"ItemId":"fz1","IsHidden":false,"Categories":["a"],"Timestamp":"2024-05-01","Labels":{"a":[1,2]},"Comment":"茶"}"""),
        ("POST", "/api/user", """{"UserId":"fz1","Labels":["a","b"],"Comment":"茶"}"""),
        ("POST", "/api/session/recommend", """[{"FeedbackType":"read","UserId":"u1","ItemId":"p1","Timestamp":"1714521600"}]"""),
    ];

    private static readonly string[] Odd =
    [
        "null", "true", "-1", "1e39", "1e400", "-0", "99999999999999999999999999", "0.1e-400", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\\ufeff\"", "[]", "{}", "[[]]", "[null]",
        "{\"a\":1,\"a\":2}", "\"2024-13-45T99:99:99Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"'; DROP TABLE items; --\"", "NaN", "\"=cmd|' /C calc'!A0\"",
        "\"" + new string('长', 1000) + "\"",
    ];

    [Fact]
    public async Task Mutated_documents_are_answered_with_a_result_or_a_problem()
    {
        await using var server = await RunningServer.Start(shop);
        await ResourceTests.Send(server, "PUT", "/api/v1/items/fuzzed", """{"item_id":"fuzzed","title":"茶"}""");
        var mutation = Gen.Select(Gen.Int[0, Doors.Length - 1], Gen.Int[0, 6], Gen.Int[0, 10_000], Gen.Int[0, Odd.Length - 1]);
        await mutation.SampleAsync(
            async ((int Door, int How, int Where, int Odd) drawn) =>
            {
                var (method, path, valid) = Doors[drawn.Door];
                await Answered(server, (method, path), Mutated(valid, drawn.How, drawn.Where, Odd[drawn.Odd]));
            },
            iter: 300, threads: 1);
    }

    [Fact]
    public async Task Deep_long_and_broken_bodies_are_refused_at_every_door()
    {
        await using var server = await RunningServer.Start(shop);
        byte[][] bodies =
        [
            [], [0xEF, 0xBB, 0xBF], [0xC3, 0x28], [0xFF, 0xFE, 0x5B, 0x00],
            Encoding.UTF8.GetBytes(new string('[', 5000)), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 2000))),
            Encoding.UTF8.GetBytes($"\"{new string('x', 1 << 20)}\""), Encoding.UTF8.GetBytes($"[{{\"item_id\":\"{new string('大', 1 << 18)}\",\"user_id\":\"u\",\"kind\":\"view\",\"review_id\":\"r\",\"ItemId\":\"{new string('x', 1 << 18)}\"}}]"),
        ];
        foreach (var (method, path, _) in Doors)
            foreach (var body in bodies)
                (await Answered(server, (method, path), body)).ShouldBeInRange(200, 499);
    }

    [Theory]
    [InlineData("/api/v1/items?n=99999999999")]
    [InlineData("/api/v1/items?cursor=YWJj")]
    [InlineData("/api/v1/reviews?cursor=fHx8")]
    [InlineData("/api/v1/events?since=yesterday")]
    [InlineData("/api/v1/events?kind=%00")]
    [InlineData("/api/v1/items/%01")]
    [InlineData("/api/v1/search?q=")]
    [InlineData("/api/v1/search?q=%F0%9F%98%80&filter=((((")]
    [InlineData("/api/v1/models/../../etc")]
    [InlineData("/api/v1/models/a/b/99999999999999")]
    [InlineData("/api/v1/exports/shop")]
    [InlineData("/api/v1/exports/items?format=xlsx")]
    [InlineData("/api/feedback?n=x")]
    [InlineData("/api/feedback?cursor=@")]
    [InlineData("/api/recommend/u1?write-back-type=read&write-back-delay=soon")]
    public async Task Odd_questions_are_answered(string path)
    {
        await using var server = await RunningServer.Start(shop);
        (await Answered(server, ("GET", path), null)).ShouldBeInRange(200, 499);
    }

    private static byte[] Mutated(string valid, int how, int where, string odd)
    {
        var bytes = Encoding.UTF8.GetBytes(valid);
        var place = where % bytes.Length;
        switch (how)
        {
            case 0: // a value becomes an odd one
                var colons = Enumerable.Range(0, valid.Length).Where(at => valid[at] == ':' && at > 0 && valid[at - 1] == '"').ToArray();
                var start = colons[where % colons.Length] + 1;
                var end = start;
                for (var depth = 0; end < valid.Length && (depth > 0 || valid[end] is not (',' or '}' or ']')); end++)
                    depth += valid[end] is '[' or '{' ? 1 : valid[end] is ']' or '}' ? -1 : 0;
                return Encoding.UTF8.GetBytes(valid[..start] + odd + valid[end..]);
            case 1:
                return bytes[..place];
            case 2:
                bytes[place] ^= (byte)(1 << (where % 8));
                return bytes;
            case 3:
                return [.. bytes[..place], .. Encoding.UTF8.GetBytes(odd), .. bytes[place..]];
            case 4:
                return [.. bytes[..place], 0xFF, 0xC0, .. bytes[place..]];
            case 5:
                return Encoding.UTF8.GetBytes(odd);
            default:
                return [.. bytes, .. bytes];
        }
    }

    private static async Task<int> Answered(RunningServer server, (string Method, string Path) door, byte[]? body)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var request = new HttpRequestMessage(new(door.Method), door.Path) { Content = body is null ? null : new ByteArrayContent(body) };
        if (body is not null)
            request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await server.Client.SendAsync(request, patience.Token);
        var said = await response.Content.ReadAsStringAsync(patience.Token);
        var sent = body is null ? "" : Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 300)));
        ((int)response.StatusCode).ShouldBeLessThan(500, $"{door.Method} {door.Path} {sent}\n{said}");
        if ((int)response.StatusCode >= 400 && door.Path.StartsWith("/api/v1", StringComparison.Ordinal))
            JsonDocument.Parse(said).RootElement.GetProperty("code").GetString().ShouldNotBeNullOrEmpty($"{door.Path} {sent}");
        return (int)response.StatusCode;
    }
}
