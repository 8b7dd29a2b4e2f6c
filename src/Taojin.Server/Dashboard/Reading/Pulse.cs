using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>How fast the server answers and how often it fails: the requests of the last hour by minutes, and all since its start by route. No address is kept, only patterns.</summary>
internal sealed class Pulse : IDisposable
{
    /// <summary>Minutes that are kept.</summary>
    public const int Minutes = 60;

    private readonly MeterListener _listener = new();
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, AnswerTimes> _routes = new(StringComparer.Ordinal);
    private readonly AnswerTimes[] _minutes = [.. Enumerable.Range(0, Minutes).Select(_ => new AnswerTimes())];
    private readonly Lock _turn = new();
    private long _minute;

    /// <param name="meters">The host's own meters; those of other hosts in the process are not heard.</param>
    /// <param name="clock">Parts the minutes.</param>
    public Pulse(IMeterFactory meters, TimeProvider clock)
    {
        (_clock, _minute) = (clock, MinuteOf(clock));
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.server.request.duration" && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>(Note);
        _listener.Start();
    }

    /// <summary>The routes that were asked for, the busiest first.</summary>
    public IReadOnlyList<(string Route, AnswerTimes Times)> Routes => [.. _routes.OrderByDescending(each => each.Value.Count).Select(each => (each.Key, each.Value))];

    /// <summary>The last hour by minutes, the oldest first; the running minute is the last.</summary>
    public IReadOnlyList<AnswerTimes> Hour
    {
        get
        {
            lock (_turn)
            {
                Advance();
                return [.. Enumerable.Range(1, Minutes).Select(ahead => _minutes[(_minute + ahead) % Minutes])];
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var (route, status) = ("", 0);
        foreach (var (name, value) in tags)
            (route, status) = name switch { "http.route" => (value as string ?? "", status), "http.response.status_code" => (route, value is int code ? code : 0), _ => (route, status) };
        if (route.Length == 0 || route.Contains("_blazor", StringComparison.Ordinal))
            return; // an open page is one request as long as it is open
        _routes.GetOrAdd(route, _ => new()).Note(seconds, status);
        lock (_turn)
        {
            Advance();
            _minutes[_minute % Minutes].Note(seconds, status);
        }
    }

    private void Advance()
    {
        for (var now = MinuteOf(_clock); _minute < now; _minute = Math.Max(_minute + 1, now - Minutes))
            _minutes[(_minute + 1) % Minutes] = new();
    }

    private static long MinuteOf(TimeProvider clock) => clock.GetTimestamp() / (60 * clock.TimestampFrequency);
}

/// <summary>Times of some answers, in logarithmic buckets a fifth wide.</summary>
internal sealed class AnswerTimes
{
    private const double Least = 1e-4;
    private const int ADecade = 12, Buckets = 6 * ADecade;
    private readonly int[] _counts = new int[Buckets];
    private int _count, _refused, _failed;

    /// <summary>How many.</summary>
    public int Count => _count;

    /// <summary>Of those, how many were the caller's fault (400 to 499).</summary>
    public int Refused => _refused;

    /// <summary>Of those, how many were the server's fault (500 and above).</summary>
    public int Failed => _failed;

    /// <summary>Takes note of one.</summary>
    public void Note(double seconds, int status)
    {
        Interlocked.Increment(ref _count);
        if (status >= 500)
            Interlocked.Increment(ref _failed);
        else if (status >= 400)
            Interlocked.Increment(ref _refused);
        Interlocked.Increment(ref _counts[Math.Clamp((int)(ADecade * Math.Log10(Math.Max(seconds, Least) / Least)), 0, Buckets - 1)]);
    }

    /// <summary>Seconds within which a share of the answers came, to a fifth; NaN without any.</summary>
    public double Within(double share)
    {
        var wanted = share * _counts.Sum();
        for (var (bucket, seen) = (0, 0); bucket < Buckets && wanted > 0; bucket++)
            if ((seen += _counts[bucket]) >= wanted)
                return Least * Math.Pow(10, (bucket + 1) / (double)ADecade);
        return double.NaN;
    }
}
