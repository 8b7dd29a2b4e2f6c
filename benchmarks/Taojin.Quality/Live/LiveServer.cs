using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Taojin.Data;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Live;

/// <summary>The program as a shop runs it: <c>taojin serve</c> in a process of its own.</summary>
internal sealed class LiveServer : IDisposable
{
    private readonly Process _process;
    private readonly long _start;

    private LiveServer(Process process, IPEndPoint address, long start) =>
        (_process, Address, _start, ReadySeconds) = (process, address, start, Stopwatch.GetElapsedTime(start).TotalSeconds);

    public IPEndPoint Address { get; }

    /// <summary>From the start of the process until it answered.</summary>
    public double ReadySeconds { get; }

    /// <summary>Memory that is resident now.</summary>
    public double WorkingSetGiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (double)(1 << 30);
        }
    }

    /// <summary>Processor time so far, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>The program that <c>./bench</c> published.</summary>
    public static string Program => Path.Combine(BenchOptions.Root, "artifacts", "taojin", OperatingSystem.IsWindows() ? "taojin.exe" : "taojin");

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="TaojinException">It ended instead; its words are in the message.</exception>
    public static LiveServer Start(string workspace, params string[] more)
    {
        var (port, start) = (FreePort(), Stopwatch.GetTimestamp());
        var process = Process.Start(new ProcessStartInfo(
            Program, ["serve", "--workspace", workspace, "--port", port.ToString(CultureInfo.InvariantCulture), .. more])
        { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var words = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(5) };
        while (!IsReady(client))
        {
            if (process.HasExited)
                throw new TaojinException("bench.server-ended", $"The server ended with {process.ExitCode}: {words.Result.Trim()}", "Run it by hand to see more.");
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(20))
                throw new TaojinException("bench.server-slow", "The server is not ready after 20 minutes.", "Run it by hand to see more.");
        }
        return new(process, new(IPAddress.Loopback, port), start);
    }

    /// <summary>Asks until a path is answered with some words in it.</summary>
    /// <returns>Seconds from the start of the process.</returns>
    public double SecondsToAnswer(string path, string words)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Address.Port}"), Timeout = TimeSpan.FromSeconds(5) };
        while (true)
        {
            using var answer = client.Send(new(HttpMethod.Get, path));
            using var body = new StreamReader(answer.Content.ReadAsStream());
            if (answer.IsSuccessStatusCode && body.ReadToEnd().Contains(words, StringComparison.Ordinal))
                return Stopwatch.GetElapsedTime(_start).TotalSeconds;
        }
    }

    /// <summary>Waits until it has nothing to do by itself: lists are made, the journal is drained.</summary>
    public void WaitUntilIdle()
    {
        for (var quiet = 0; quiet < 3;)
        {
            var before = _process.TotalProcessorTime;
            Task.Delay(1000).Wait();
            _process.Refresh();
            quiet = (_process.TotalProcessorTime - before).TotalSeconds < 0.1 ? quiet + 1 : 0;
        }
    }

    /// <summary>kill −9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public void Stop()
    {
        _ = SendSignal(_process.Id, 15);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private static bool IsReady(HttpClient client)
    {
        try
        {
            using var answer = client.Send(new(HttpMethod.Get, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            Task.Delay(20).Wait();
            return false;
        }
        catch (TaskCanceledException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
