using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

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
/// <param name="All">Answers of the whole run, with those that do not count.</param>
/// <param name="ClientSeconds">Processor time of the client for all of them.</param>
internal sealed record LoadResult(long Requests, long Refused, double Seconds, double P50, double P99, long All, double ClientSeconds)
{
    public double PerSecond => Requests / Seconds;
}

/// <summary>A lean HTTP/1.1 client: one socket a connection, each asks again when it is answered. It shares the machine with the server, so one thread asks for all of them, by plain calls of the kernel.</summary>
internal sealed class HttpLoad(IPEndPoint server, int connections, double mostPerSecond = 0)
{
    private const short Readable = 1;
    private readonly List<double> _times = new(1 << 20);
    private long _answered, _refused, _all;

    /// <summary>Whether the server is expected to be killed: then the load ends with it.</summary>
    public bool EndsWithServer { get; init; }

    /// <summary>Runs a load: first unmeasured, so that the server is warm.</summary>
    public Task<LoadResult> Run(ILoad load, double warmSeconds, double seconds)
    {
        var done = new TaskCompletionSource<LoadResult>();
        new Thread(() =>
        {
            try
            {
                done.SetResult(Ask(load, warmSeconds, seconds));
            }
            catch (Exception fault) // belongs to whoever waits
            {
                done.SetException(fault);
            }
        }) { Name = "load" }.Start();
        return done.Task;
    }

    private LoadResult Ask(ILoad load, double warmSeconds, double seconds)
    {
        var clients = new List<LoadClient>();
        var (start, end) = (Stopwatch.GetTimestamp(), warmSeconds + seconds);
        double Now() => Stopwatch.GetElapsedTime(start).TotalSeconds;
        try
        {
            for (var connection = 0; connection < connections; connection++)
                clients.Add(new(server, connection));
            var waits = clients.Select(client => new PollEntry(client.Handle, Readable)).ToArray();
            foreach (var client in clients)
                client.Send(load);
            for (var now = Now(); now < end; now = Now())
                Turn(load, (clients, waits), (start, now >= warmSeconds));
        }
        catch (Exception gone) when (EndsWithServer && gone is IOException or SocketException)
        {
            // What was answered before counts; the rest was not acknowledged.
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
        _times.Sort();
        return new(_answered, _refused, Math.Max(0, Math.Min(Now(), end) - warmSeconds), At(0.5), At(0.99), _all, Environment.CpuUsage.TotalTime.TotalSeconds);
    }

    /// <summary>Waits until somebody is answered, and lets them ask again.</summary>
    private void Turn(ILoad load, (List<LoadClient> Clients, PollEntry[] Waits) all, (long Start, bool IsMeasured) time)
    {
        if (Poll(all.Waits, (uint)all.Waits.Length, mostPerSecond > 0 ? 1 : 100) < 0)
            return; // a signal came
        for (var place = 0; place < all.Waits.Length; place++)
        {
            var client = all.Clients[place];
            if (all.Waits[place].Came != 0 && client.Receive())
                Note(load, client, time.IsMeasured);
            if (client.IsFree && IsDue(client, time.Start))
                client.Send(load);
        }
    }

    private bool IsDue(LoadClient client, long start) => mostPerSecond <= 0 || client.Asked / (mostPerSecond / connections) <= Stopwatch.GetElapsedTime(start).TotalSeconds;

    private void Note(ILoad load, LoadClient client, bool isMeasured)
    {
        var isCounted = isMeasured && load.IsMeasured(client.Connection);
        load.Answered(client.Connection, client.Status, client.Body);
        _all++;
        if (!isCounted)
            return;
        if (client.Status is >= 200 and < 300)
        {
            _answered++;
            _times.Add(client.Milliseconds);
        }
        else
        {
            _refused++;
        }
    }

    private double At(double share) => _times.Count == 0 ? double.NaN : _times[(int)Math.Min(_times.Count - 1, share * _times.Count)];

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll([In, Out] PollEntry[] waits, nuint count, int milliseconds);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct PollEntry(int Handle, short Wanted)
    {
        public readonly short Came;
    }
}
