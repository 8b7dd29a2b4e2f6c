using System.Net;
using System.Net.Sockets;
using Taojin.Cluster.Membership;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Postgres;
using Taojin.Storage.Privacy;

namespace Taojin.Cluster;

/// <summary>Which cluster a process joins, and where the others reach it.</summary>
public sealed record ClusterOptions
{
    /// <summary>Where the nodes find one another: <c>redis://host:port</c>, <c>rediss://user:${REDIS_PASSWORD}@host:port/2</c>, or a PostgreSQL such as <c>postgres://user:${SHOP_PASSWORD}@host:5432/database</c>.</summary>
    public required string Membership { get; init; }

    /// <summary>Name of the cluster: processes of different names never meet.</summary>
    public string Name { get; init; } = "taojin";

    /// <summary>The address that other nodes reach this one at.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port that other nodes reach this one at.</summary>
    public int Port { get; init; } = 11111;

    /// <summary>What this process does in the cluster; without a store a shop's node is a worker.</summary>
    public NodeRole Role { get => field == NodeRole.Shop && Store is null ? NodeRole.Worker : field; init; } = NodeRole.Shop;

    /// <summary>At most so many threads for training.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The PostgreSQL that holds the shop's log, such as <c>postgres://user:${SHOP_PASSWORD}@host:5432/database</c>; without it the process keeps no live state.</summary>
    public string? Store { get; init; }

    /// <summary>The keys of pseudonyms that the shop uses, where it uses them: every process of a cluster needs the same.</summary>
    public Pseudonyms Names { get; init; } = Pseudonyms.None;

    /// <summary>What may be learned in trials that this process judges; all of Taojin.Mining when null.</summary>
    public Algorithms? Algorithms { get; init; }

    /// <summary>After so many events a partition's state is kept in the store, or after as many as it has users where that is more, so that whoever takes it over folds no more than these anew.</summary>
    public int EventsPerSnapshot { get; init; } = 20_000;

    /// <summary>How often a node looks after another, more seldom when answers are slow. After three looks without an answer and six times this long without any message from it, it counts as gone.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the nodes find one another, without what opens it.</summary>
    internal string Place => $"{Membership.Split("://")[0]}://{Membership.Split("://")[^1].Split('@')[^1].Split('?')[0]}";

    /// <summary>The membership address when it may also be a shop's store, else null.</summary>
    public string? StoreOfMembers => IsPostgres ? Membership : null;

    internal string NeededStore => Store ?? throw new TaojinException("cluster.no-store", "This process keeps no live state, for it was not told where the shop's log is.", "Start nodes with --store postgres://… so that they keep the state of users.");

    internal bool IsPostgres => ClusterMembers.IsAddress(Membership);

    /// <summary>Checks a membership address.</summary>
    /// <exception cref="TaojinException">It is no address of a kind that is known.</exception>
    public static string MembershipOf(string address) => ClusterMembers.IsAddress(address) || RedisAddress.IsAddress(address)
        ? address
        : throw new TaojinException("cluster.address", "The cluster's address is not understood.", "Give it as redis://HOST:PORT or postgres://USER:${SHOP_PASSWORD}@HOST:PORT/DATABASE.");

    /// <summary>The address of this machine that a process uses which asks where the nodes find one another: others reach it there.</summary>
    /// <remarks>Nothing is sent. The loopback where the list of members is on this machine, or its host is not known.</remarks>
    public static IPAddress AddressTowards(string membership)
    {
        if (!Uri.TryCreate(new ClusterOptions { Membership = membership }.Place, UriKind.Absolute, out var place))
            return IPAddress.Loopback;
        try
        {
            using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(place.Host, place.Port > 0 ? place.Port : 6379);
            return ((IPEndPoint)socket.LocalEndPoint!).Address is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return IPAddress.Loopback; // joining says what is wrong with the host
        }
    }
}

/// <summary>What a process does in the cluster.</summary>
public enum NodeRole
{
    /// <summary>Keeps live state and takes part in training.</summary>
    Shop,

    /// <summary>Takes part in training and keeps no live state.</summary>
    Worker,

    /// <summary>Leads a fit, and keeps nothing of it.</summary>
    Trainer,
}
