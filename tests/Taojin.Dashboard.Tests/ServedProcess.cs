using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Taojin.Dashboard.Tests;

/// <summary>The program as a shop runs it, in a process of its own that can be killed.</summary>
internal sealed class ServedProcess : IDisposable
{
    private readonly string _folder;
    private readonly int _port = FreePort();
    private Process? _process;

    private ServedProcess(string folder) => _folder = folder;

    public string Address => $"http://127.0.0.1:{_port}";

    public static async Task<ServedProcess> Start(string folder)
    {
        var server = new ServedProcess(folder);
        await server.StartAgain();
        return server;
    }

    /// <summary>At the same address.</summary>
    public async Task StartAgain()
    {
        _process = Process.Start(new ProcessStartInfo(Served.Program, ["serve", "--workspace", _folder, "--port", _port.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var words = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new(Address) };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (!await IsReady(client) && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
            if (_process.HasExited)
                Assert.Fail($"The server ended with {_process.ExitCode}: {await words}");
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null)
            Kill();
    }

    private static async Task<bool> IsReady(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
