using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Taojin.Cluster;
using Taojin.Data;

namespace Taojin.Cli.Screens;

/// <summary>How a command line says which cluster to join, and where the others reach this process.</summary>
internal sealed class ClusterArguments
{
    public Option<string?> Address { get; } = new("--cluster-address") { Description = "Address that the other nodes reach this one at (default: the one from which this machine reaches the address of the cluster)" };

    public Option<int?> Port { get; } = new("--cluster-port") { Description = "Port that the other nodes reach this one at (default: any free one)" };

    public Option<string> Name { get; } = new("--cluster-name") { Description = "Name of the cluster: processes of different names never meet", DefaultValueFactory = _ => "taojin" };

    /// <summary>The options themselves, for a verb to take.</summary>
    public IReadOnlyList<Option> All => [Address, Port, Name];

    public ClusterOptions Of(ParseResult parsed, string membership) => Options(membership) with
    {
        Name = parsed.GetValue(Name)!,
        Address = parsed.GetValue(Address) is not { } address ? ClusterOptions.AddressTowards(membership)
            : IPAddress.TryParse(address, out var known) ? known
            : throw new TaojinException("cluster.address", $"'{address}' is no address.", "Give an IP address of this machine that the other nodes can reach."),
        Port = parsed.GetValue(Port) ?? FreePort(),
    };

    /// <summary>A process on this machine that takes any free port.</summary>
    public static ClusterOptions Options(string membership) => new() { Membership = ClusterOptions.MembershipOf(membership), Port = FreePort() };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
