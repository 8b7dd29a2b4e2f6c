using System.Globalization;
using System.Text;
using Taojin.Numerics;

namespace Taojin.Quality.Live;

/// <summary>Lists for users drawn evenly: of ten, two are asked for right after an event of the same user, which is sent on the same connection and not counted.</summary>
internal sealed class ListLoad(int connections, LoadWish wish) : ILoad
{
    private readonly SplitMix64[] _chance = [.. Enumerable.Range(0, connections).Select(connection => SplitMix64.Stream(9, "lists", connection))];
    private readonly int[] _user = new int[connections];
    private readonly bool[] _isEvent = new bool[connections];

    public int Write(int connection, Span<byte> request)
    {
        ref var chance = ref _chance[connection];
        if (_isEvent[connection])
        {
            _isEvent[connection] = false;
        }
        else
        {
            _user[connection] = chance.NextInt32(wish.Users);
            _isEvent[connection] = chance.NextInt32(5) == 0;
        }
        var user = _user[connection];
        return _isEvent[connection]
            ? HttpText.Post("/api/v1/events", string.Create(CultureInfo.InvariantCulture, $$"""[{"user_id":"{{user}}","item_id":"{{chance.NextInt32(wish.Items)}}","kind":"view"}]"""), request)
            : HttpText.Get(string.Create(CultureInfo.InvariantCulture, $"/api/v1/users/{user}/recommendations{wish.Path}"), request);
    }

    public void Answered(int connection, int status, ReadOnlySpan<byte> answer)
    {
        if (status >= 400 && status is not (429 or 503))
            throw new InvalidDataException($"Status {status}: {Encoding.UTF8.GetString(answer)}");
    }

    public bool IsMeasured(int connection) => !_isEvent[connection];
}

/// <summary>Predictions of single pairs.</summary>
internal sealed class PredictionLoad(int connections, LoadWish wish) : ILoad
{
    private readonly SplitMix64[] _chance = [.. Enumerable.Range(0, connections).Select(connection => SplitMix64.Stream(11, "predictions", connection))];

    public int Write(int connection, Span<byte> request) => HttpText.Post(
        "/api/v1/predictions",
        string.Create(CultureInfo.InvariantCulture, $$"""{"user_id":"{{_chance[connection].NextInt32(wish.Users)}}","item_ids":["{{_chance[connection].NextInt32(wish.Items)}}"]}"""),
        request);

    public void Answered(int connection, int status, ReadOnlySpan<byte> answer)
    {
        if (status != 200)
            throw new InvalidDataException($"Status {status}: {Encoding.UTF8.GetString(answer)}");
    }

    public bool IsMeasured(int connection) => true;
}

/// <summary>One path over and over.</summary>
internal sealed class PathLoad(LoadWish wish) : ILoad
{
    public int Write(int connection, Span<byte> request) => HttpText.Get(wish.Path, request);

    public void Answered(int connection, int status, ReadOnlySpan<byte> answer)
    {
    }

    public bool IsMeasured(int connection) => true;
}
