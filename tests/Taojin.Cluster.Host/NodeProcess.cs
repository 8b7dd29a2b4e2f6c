using System.Diagnostics;
using System.Globalization;

namespace Taojin.Cluster.Host;

/// <summary>A node of a cluster as a process of its own, which can be killed.</summary>
public sealed class NodeProcess : IDisposable
{
    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    /// <summary>Starts a node, and waits until it has joined.</summary>
    /// <param name="options">Membership, name, address, port and threads.</param>
    public static async Task<NodeProcess> StartAsync(ClusterOptions options)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Taojin.Cluster.Host");
        string[] arguments = [options.Membership, options.Name, options.Address.ToString(), options.Port.ToString(CultureInfo.InvariantCulture), options.Threads.ToString(CultureInfo.InvariantCulture), options.ProbeEvery.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)];
        var process = Process.Start(new ProcessStartInfo(host, options.Store is { } store ? [.. arguments, store] : arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return await process.StandardOutput.ReadLineAsync() == "ready" ? new(process) : throw new InvalidOperationException("The node ended before it had joined.");
    }

    /// <summary>Kills it at once, as a power cut would (SIGKILL).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Stops it where it stands (SIGSTOP): it hears and says nothing until it goes on, as if it were cut off.</summary>
    public void CutOff() => Signal("-STOP");

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Return() => Signal("-CONT");

    /// <summary>Processor time that it used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
