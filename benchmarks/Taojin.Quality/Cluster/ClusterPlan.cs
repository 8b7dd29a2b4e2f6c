using Taojin.Numerics;

namespace Taojin.Quality.Cluster;

/// <summary>What one unit costs, as measured on this machine.</summary>
internal sealed record UnitCosts
{
    /// <summary>Live state of a user in memory of its partition.</summary>
    public required double StateBytesPerUser { get; init; }

    /// <summary>State of an item on each server: features that need all users' events.</summary>
    public required double ItemStateBytes { get; init; }

    /// <summary>Vector of an item on each server, with its one-byte copy.</summary>
    public required double ItemVectorBytes { get; init; }

    /// <summary>Processor seconds to fold an event into a partition.</summary>
    public required double FoldSeconds { get; init; }

    /// <summary>Processor seconds of a factorisation for an interaction and an epoch.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Bytes of PostgreSQL for an event, indexes included.</summary>
    public double LogBytesPerEvent { get; init; }

    /// <summary>Processor seconds of a node for a durable event; those of the database are beside it.</summary>
    public double AppendSeconds { get; init; }

    /// <summary>What it costs to build partitions anew, and to keep them.</summary>
    public ReplayCosts Replay { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>What a list costs, and a server's own copy of the log.</summary>
    public ListCosts Lists { get; init; } = new(0, 0, 0, 0, 0, 0);
}

/// <summary>A shop to plan for.</summary>
/// <param name="Events">Events kept.</param>
/// <param name="Users">Users with events.</param>
/// <param name="Items">Items.</param>
/// <param name="EventsPerSecond">At the busiest.</param>
internal sealed record PlannedShop(long Events, long Users, long Items, double EventsPerSecond);

/// <summary>What a number of nodes comes to.</summary>
/// <param name="Nodes">How many.</param>
/// <param name="StateGib">Live state of the fullest node's partitions when one node has failed.</param>
/// <param name="ServerGib">What a server holds of all users and items beside it.</param>
/// <param name="ListsPerSecond">Lists of all nodes together, beside the events of the busiest second.</param>
/// <param name="FactorGib">Vectors that each node holds in a factorisation: both sides, twice.</param>
/// <param name="Imbalance">Load of the busiest node by the mean, all present.</param>
/// <param name="ReplaySeconds">To read the whole log from PostgreSQL and fold it anew: the busiest node at one thread, or the database at eight cores, whichever takes longer.</param>
/// <param name="FitMinutes">Fit of six epochs at two threads a node, by processor time.</param>
/// <param name="SentGib">Vectors that the nodes send in a sweep over both sides, all together.</param>
/// <param name="DollarsPerMonth">At the prices of <see cref="ClusterPlan"/>.</param>
internal sealed record PlannedNodes(int Nodes, double StateGib, double ServerGib, double FactorGib, double ListsPerSecond, double Imbalance, double ReplaySeconds, double FitMinutes, double SentGib, double DollarsPerMonth);

/// <summary>How a shop that is larger than this machine would lie on nodes: a simulation of users over partitions and of partitions over nodes, with measured costs.</summary>
internal static class ClusterPlan
{
    public const double DollarsPerCoreHour = 0.04, DollarsPerGibHour = 0.005;
    public const int Partitions = 1024, DatabaseCores = 8, FittedRows = int.MaxValue / Factors;
    private const int Factors = 64, Epochs = 6, ThreadsPerNode = 2, Simulated = 4_000_000;
    private const double Gib = 1 << 30, HoursPerMonth = 730, Sigma = 1.5;

    /// <summary>After so many events a partition is kept, or after as many as it has users.</summary>
    public static int EventsPerSnapshot { get; } = new Taojin.Cluster.ClusterOptions { Membership = "" }.EventsPerSnapshot;

    /// <summary>Activity of users falls off as a log-normal of σ 1.5; each goes to a partition by chance, as a hash would have it.</summary>
    public static double[] LoadOfPartitions()
    {
        var (loads, chance, all) = (new double[Partitions], SplitMix64.Stream(1, "bench/plan"), 0.0);
        for (var user = 0; user < Simulated; user++)
        {
            var load = Math.Exp(Sigma * chance.NextNormal());
            loads[(int)(chance.NextDouble() * Partitions)] += load;
            all += load;
        }
        return [.. loads.Select(load => load / all)];
    }

    public static PlannedNodes Of(PlannedShop shop, UnitCosts costs, double[] loads, int nodes)
    {
        string[] names = [.. Enumerable.Range(0, nodes).Select(node => $"10.0.0.{node}:11111@1")];
        var (whole, failed) = (Shares(loads, names), Shares([.. loads.Select(_ => 1.0 / Partitions)], names[1..]));
        var factors = (shop.Users + shop.Items) * (double)Factors * sizeof(float) * 2 / Gib;
        var state = shop.Users * costs.StateBytesPerUser * failed.Max() / Gib;
        var server = ((shop.Users * costs.Lists.BytesPerUser) + (shop.Items * (costs.ItemStateBytes + costs.ItemVectorBytes))) / Gib;
        return new(
            nodes, state, server, factors, ListsPerSecond(shop, costs, nodes), whole.Max() * nodes,
            shop.Events * Math.Max(costs.Replay.NodeSeconds * whole.Max(), costs.Replay.DatabaseSeconds / DatabaseCores),
            shop.Events * costs.FitSeconds * Epochs / (nodes * ThreadsPerNode) / 60,
            factors / 2 * (nodes - 1),
            nodes * HoursPerMonth * ((ThreadsPerNode * DollarsPerCoreHour) + ((state + server + factors) * DollarsPerGibHour)));
    }

    /// <summary>Bytes of snapshots that all partitions write in a second: each its whole state after so many events, or after as many as it has users.</summary>
    public static double SnapshotBytesPerSecond(PlannedShop shop, ReplayCosts costs) =>
        shop.EventsPerSecond * (shop.Users / (double)Partitions) * costs.SnapshotBytes / Math.Max(EventsPerSnapshot, shop.Users / (double)Partitions);

    /// <summary>Cores that events leave, by what a list takes of server and owner together.</summary>
    private static double ListsPerSecond(PlannedShop shop, UnitCosts costs, int nodes)
    {
        var free = nodes * (ThreadsPerNode - (shop.EventsPerSecond * costs.Lists.HearSeconds)) - (shop.EventsPerSecond * (costs.AppendSeconds + costs.FoldSeconds));
        return Math.Max(0, free) / (costs.Lists.ServerSeconds + costs.Lists.OwnerSeconds);
    }

    private static double[] Shares(double[] loads, string[] nodes)
    {
        var shares = new double[Math.Max(1, nodes.Length)];
        for (var part = 0; part < loads.Length; part++)
            shares[Math.Max(0, Array.IndexOf(nodes, Taojin.Cluster.Placement.Spread.OwnerOf(part, nodes)))] += loads[part];
        return shares;
    }
}
