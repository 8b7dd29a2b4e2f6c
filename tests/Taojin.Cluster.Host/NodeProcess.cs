using System.Diagnostics;
using System.Globalization;

namespace Taojin.Cluster.Host;

/// <summary>A node of a cluster as a process of its own, which can be killed.</summary>
public sealed class NodeProcess : IDisposable
{
    private readonly Process _process;

    private readonly string? _space;

    private NodeProcess(Process process, string? space) => (_process, _space) = (process, space);

    /// <summary>Starts a node, and waits until it has joined.</summary>
    /// <param name="options">Membership, name, address, port and threads.</param>
    /// <param name="space">The network namespace to stand in, of <see cref="NodeNetwork"/>; null for this process's own.</param>
    /// <param name="key">The key of pseudonyms; null for none.</param>
    public static async Task<NodeProcess> StartAsync(ClusterOptions options, string? space = null, string? key = null)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Taojin.Cluster.Host");
        string[] arguments = [options.Membership, options.Name, options.Address.ToString(), options.Port.ToString(CultureInfo.InvariantCulture), options.Threads.ToString(CultureInfo.InvariantCulture), options.ProbeEvery.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)];
        arguments = options.Store is { } store ? [.. arguments, store] : arguments;
        var start = new ProcessStartInfo(space is null ? host : "ip", space is null ? arguments : ["netns", "exec", space, host, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TAOJIN_PSEUDONYM_KEY"] = key;
        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() == "ready" ? new(process, space) : throw new InvalidOperationException("The node ended before it had joined.");
    }

    /// <summary>Kills it at once, as a power cut would (SIGKILL).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Whether its network can be cut; else it is stopped where it stands.</summary>
    public bool HasCable => _space is not null;

    /// <summary>Pulls its cable; without one, stops it where it stands (SIGSTOP): it hears and says nothing until it goes on.</summary>
    public void CutOff()
    {
        if (_space is not null)
            NodeNetwork.Cut(_space);
        else
            Signal("-STOP");
    }

    /// <summary>Puts the cable back, or lets it go on (SIGCONT).</summary>
    public void Return()
    {
        if (_space is not null)
            NodeNetwork.Restore(_space);
        else
            Signal("-CONT");
    }

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
