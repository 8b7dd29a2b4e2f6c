using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Taojin.Cluster.Host;

/// <summary>A network of its own for nodes: each stands in a network namespace with a cable to a switch, and the cable can be pulled.</summary>
/// <remarks>Linux, by the program <c>ip</c>, as root. Servers of this machine's loopback are reached through <see cref="Relay"/>.</remarks>
public sealed class NodeNetwork : IDisposable
{
    private readonly List<string> _spaces = [];
    private readonly List<TcpListener> _relays = [];
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"tj{Environment.ProcessId}");
    private readonly int _third = 1 + (Environment.ProcessId % 250);

    private NodeNetwork()
    {
    }

    /// <summary>This process's address in it.</summary>
    public IPAddress Address => AddressOf(1);

    /// <summary>Makes one; null where that is not allowed.</summary>
    public static NodeNetwork? TryMake()
    {
        var network = new NodeNetwork();
        if (OperatingSystem.IsLinux() && Environment.UserName == "root" && TryRun($"link add {network._name} type bridge"))
        {
            Run($"addr add {network.Address}/24 dev {network._name}");
            Run($"link set {network._name} up");
            return network;
        }
        return null;
    }

    /// <summary>Adds a place for a node.</summary>
    /// <returns>Its namespace and its address.</returns>
    public (string? Space, IPAddress Address) Add()
    {
        var (number, space) = (0, "");
        lock (_spaces)
        {
            (number, space) = (_spaces.Count + 2, $"{_name}n{_spaces.Count}");
            Run($"netns add {space}");
            _spaces.Add(space);
        }
        Run($"link add {Cable(space)} type veth peer name eth0 netns {space}");
        Run($"link set {Cable(space)} master {_name} up");
        Run($"-n {space} addr add {AddressOf(number)}/24 dev eth0");
        Run($"-n {space} link set eth0 up");
        Run($"-n {space} link set lo up");
        return (space, AddressOf(number));
    }

    /// <summary>Pulls the cable: nothing comes through, and nobody is told.</summary>
    public static void Cut(string space) => Run($"link set {Cable(space)} nomaster");

    /// <summary>Puts the cable back.</summary>
    public static void Restore(string space) => Run($"link set {Cable(space)} master {space[..space.LastIndexOf('n')]}");

    /// <summary>A store on this machine's loopback as nodes reach it, through a relay.</summary>
    public string Reached(string store)
    {
        Relay(new Uri(store).Port);
        return store.Replace("127.0.0.1", Address.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Lets nodes reach a server on this machine's loopback at the same port of <see cref="Address"/>.</summary>
    private void Relay(int port)
    {
        var listener = new TcpListener(Address, port);
        listener.Start();
        _relays.Add(listener);
        _ = RelayAsync(listener, port);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var relay in _relays)
            relay.Stop();
        foreach (var space in _spaces)
            Run($"netns del {space}");
        Run($"link del {_name}");
    }

    private IPAddress AddressOf(int number) => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"10.231.{_third}.{number}"));

    private static string Cable(string space) => $"{space}c";

    private static async Task RelayAsync(TcpListener listener, int port)
    {
        try
        {
            while (true)
                _ = RelayAsync(await listener.AcceptTcpClientAsync(), port);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private static async Task RelayAsync(TcpClient node, int port)
    {
        using var _ = node;
        using var server = new TcpClient { NoDelay = true };
        node.NoDelay = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, port);
            await Task.WhenAny(node.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(node.GetStream()));
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // One of the two is gone, and so the other is told.
        }
    }

    private static void Run(string arguments)
    {
        if (!TryRun(arguments))
            throw new InvalidOperationException($"ip {arguments} failed.");
    }

    private static bool TryRun(string arguments)
    {
        try
        {
            using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            ip.WaitForExit();
            return ip.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }
}
