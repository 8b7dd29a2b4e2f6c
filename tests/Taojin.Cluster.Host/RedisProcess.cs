using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Taojin.Cluster.Host;

/// <summary>A real Redis of its own on a free port, kept in memory only. It ends with the program that started it, however that ends.</summary>
public sealed class RedisProcess : IDisposable
{
    private readonly Process _process;

    private RedisProcess(Process process, int port) => (_process, Address) = (process, new Uri($"redis://127.0.0.1:{port}"));

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>Whether this machine has the program.</summary>
    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "redis-server")));

    /// <summary>Starts it, and waits until it listens.</summary>
    public static async Task<RedisProcess> StartAsync()
    {
        var port = FreePort();
        // The shell waits for the end of its input, which comes with the end of this program, and then ends the server.
        var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"redis-server --port {port} --bind 127.0.0.1 --save '' --appendonly no --daemonize no & p=$!; cat >/dev/null; kill $p; wait $p"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
                return new(process, port);
        throw new InvalidOperationException("redis-server ended before it listened.");
    }

    /// <summary>A port that nothing listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
