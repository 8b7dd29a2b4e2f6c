using System.Globalization;
using System.Text;
using Taojin.Numerics;

namespace Taojin.Quality.Live;

/// <summary>Posts of so many events, each with an id of its own; users and items are drawn evenly.</summary>
internal sealed class EventLoad(int connections, int eventsAPost, (int Users, int Items) shop, string name = "e") : ILoad
{
    private static readonly string[] Kinds = ["view", "view", "view", "view", "favorite", "cart", "purchase", "view"];
    private readonly SplitMix64[] _chance = [.. Enumerable.Range(0, connections).Select(connection => SplitMix64.Stream(5, "events", connection))];
    private readonly long[] _posted = new long[connections], _acknowledged = new long[connections];
    private readonly StringBuilder[] _bodies = [.. Enumerable.Range(0, connections).Select(_ => new StringBuilder(1 << 14))];
    private readonly long _start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Ids of events that were acknowledged as new, by connection and number of the post.</summary>
    public IEnumerable<string> Acknowledged => Enumerable.Range(0, connections).SelectMany(connection =>
        Enumerable.Range(0, (int)_acknowledged[connection]).SelectMany(post => Enumerable.Range(0, eventsAPost).Select(place => Id(connection, post, place))));

    /// <summary>How many events were acknowledged.</summary>
    public long AcknowledgedEvents => _acknowledged.Sum() * eventsAPost;

    public int Write(int connection, Span<byte> request)
    {
        var body = _bodies[connection].Clear().Append('[');
        for (var place = 0; place < eventsAPost; place++)
        {
            ref var chance = ref _chance[connection];
            body.Append(place == 0 ? "" : ",").Append("{\"event_id\":\"").Append(Id(connection, _posted[connection], place))
                .Append("\",\"user_id\":\"").Append(chance.NextInt32(shop.Users)).Append("\",\"item_id\":\"").Append(chance.NextInt32(shop.Items))
                .Append("\",\"kind\":\"").Append(Kinds[chance.NextInt32(Kinds.Length)]).Append("\",\"price\":19.5}");
        }
        _posted[connection]++;
        return HttpText.Post("/api/v1/events", body.Append(']').ToString(), request);
    }

    public void Answered(int connection, int status, ReadOnlySpan<byte> answer)
    {
        if (status == 200)
            _acknowledged[connection]++;
    }

    public bool IsMeasured(int connection) => true;

    private string Id(int connection, long post, int place) => string.Create(CultureInfo.InvariantCulture, $"{name}-{_start:x}-{connection}-{post}-{place}");
}

/// <summary>Requests as bytes.</summary>
internal static class HttpText
{
    public static int Post(string path, string json, Span<byte> request)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n");
        var length = Encoding.ASCII.GetBytes(head, request);
        return length + Encoding.UTF8.GetBytes(json, request[length..]);
    }

    public static int Get(string path, Span<byte> request) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", request);
}
