using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Taojin.Quality.Live;

/// <summary>What a client sends over and over.</summary>
internal interface ILoad
{
    /// <summary>Writes the next request of a connection whole, head and body.</summary>
    /// <returns>Bytes written.</returns>
    int Write(int connection, Span<byte> request);

    /// <summary>Hears what the last request of a connection was answered.</summary>
    void Answered(int connection, int status, ReadOnlySpan<byte> answer);

    /// <summary>Whether the time of the last request of a connection counts.</summary>
    bool IsMeasured(int connection);
}

/// <summary>What a load came to.</summary>
/// <param name="Requests">Answers with status 2xx that count.</param>
/// <param name="Refused">Answers with another status.</param>
/// <param name="Seconds">Time of the measurement.</param>
/// <param name="P50">Median time of an answer in milliseconds.</param>
/// <param name="P99">99th percentile in milliseconds.</param>
internal sealed record LoadResult(long Requests, long Refused, double Seconds, double P50, double P99)
{
    public double PerSecond => Requests / Seconds;
}

/// <summary>A lean HTTP/1.1 client: one socket a connection, each asks again when it is answered. It shares the machine with the server, so it must cost little.</summary>
internal sealed class HttpLoad(IPEndPoint server, int connections, double mostPerSecond = 0)
{
    private readonly List<double>[] _times = [.. Enumerable.Range(0, connections).Select(_ => new List<double>(1 << 16))];
    private long _answered, _refused;
    private volatile bool _isMeasuring, _isOver;

    /// <summary>Runs a load: first unmeasured, so that the server is warm.</summary>
    public async Task<LoadResult> Run(ILoad load, double warmSeconds, double seconds)
    {
        var clients = Enumerable.Range(0, connections).Select(connection => Task.Run(() => Ask(connection, load))).ToArray();
        await Task.WhenAny(Task.WhenAll(clients), Task.Delay(TimeSpan.FromSeconds(warmSeconds)));
        var start = Stopwatch.GetTimestamp();
        _isMeasuring = true;
        await Task.WhenAny(Task.WhenAll(clients), Task.Delay(TimeSpan.FromSeconds(seconds)));
        _isMeasuring = false;
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        _isOver = true;
        await Task.WhenAll(clients);
        double[] times = [.. _times.SelectMany(each => each).Order()];
        return new(_answered, _refused, took, At(times, 0.5), At(times, 0.99));
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];

    private async Task Ask(int connection, ILoad load)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        var (request, answer) = (new byte[1 << 18], new byte[1 << 18]);
        var (begun, asked) = (Stopwatch.GetTimestamp(), 0L);
        while (!_isOver)
        {
            if (mostPerSecond > 0 && (asked / (mostPerSecond / connections)) - Stopwatch.GetElapsedTime(begun).TotalSeconds is > 0.001 and var early)
                await Task.Delay(TimeSpan.FromSeconds(early));
            var length = load.Write(connection, request);
            var start = Stopwatch.GetTimestamp();
            await socket.SendAsync(request.AsMemory(0, length));
            var (status, body, end) = await Receive(socket, answer);
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            asked++;
            load.Answered(connection, status, answer.AsSpan(body, end - body));
            if (_isMeasuring && load.IsMeasured(connection))
                Note(connection, status, took);
        }
    }

    private void Note(int connection, int status, double took)
    {
        if (status is >= 200 and < 300)
        {
            Interlocked.Increment(ref _answered);
            _times[connection].Add(took);
        }
        else
        {
            Interlocked.Increment(ref _refused);
        }
    }

    private static async Task<(int Status, int Body, int End)> Receive(Socket socket, byte[] answer)
    {
        var (held, body, whole) = (0, 0, -1);
        while (true)
        {
            var count = await socket.ReceiveAsync(answer.AsMemory(held));
            if (count == 0)
                throw new IOException("The server closed the connection.");
            held += count;
            if (body == 0 && answer.AsSpan(0, held).IndexOf("\r\n\r\n"u8) is > 0 and var head)
                (body, whole) = (head + 4, LengthOf(answer.AsSpan(0, head)));
            if (body > 0 && (whole >= 0 ? held >= body + whole : answer.AsSpan(body, held - body).EndsWith("0\r\n\r\n"u8)))
                return (int.Parse(answer.AsSpan(9, 3)), body, held);
        }
    }

    /// <summary>Bytes of the body, or -1 when it comes in chunks.</summary>
    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        var place = head.IndexOf("Content-Length: "u8);
        return place >= 0 && Utf8Parser.TryParse(head[(place + 16)..], out int length, out _) ? length : -1;
    }
}
