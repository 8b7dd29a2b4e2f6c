using System.IO.Hashing;
using System.Text;
using Orleans.Placement;
using Orleans.Runtime.Placement;
using Taojin.Cluster.Membership;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Placement;

/// <summary>Spreads partitions evenly: each goes to the node whose name and the partition's number hash highest, of those that have room, so that few move when nodes come and go.</summary>
/// <remarks>Rendezvous hashing (Thaler &amp; Ravishankar 1998, doi:10.1109/90.663936) with bounded loads (Mirrokni, Thorup &amp; Zadimoghaddam 2018, doi:10.1137/1.9781611975031.39): no node has more than 1.05 times the mean.</remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadAttribute() : PlacementAttribute(new SpreadPlacement());

/// <summary>The rule that spreads partitions.</summary>
[Serializable, GenerateSerializer]
internal sealed class SpreadPlacement : PlacementStrategy;

/// <summary>Finds the node of a partition.</summary>
internal sealed class Spread(NodeList nodes) : IPlacementDirector
{
    private const double Room = 1.05;
    private static Shares _last = new([], []);

    /// <summary>The node that a partition belongs to, of those that are there; null when there is none.</summary>
    public static string? OwnerOf(long part, IReadOnlyList<string> nodes)
    {
        if (nodes.Count == 0)
            return null;
        var shares = Volatile.Read(ref _last);
        if (!shares.Nodes.SequenceEqual(nodes))
            Volatile.Write(ref _last, shares = new([.. nodes], OwnersOf(nodes)));
        return shares.Owners[part];
    }

    /// <summary>The node of each partition, shape [partitions]; it depends on the nodes alone.</summary>
    private static string[] OwnersOf(IReadOnlyList<string> nodes)
    {
        var room = nodes.ToDictionary(node => node, _ => (int)Math.Ceiling(Room * UserPart.Count / nodes.Count), StringComparer.Ordinal);
        var owners = new string[UserPart.Count];
        for (var part = 0; part < owners.Length; part++)
        {
            var number = part;
            owners[part] = nodes.Where(node => room[node] > 0).MaxBy(node => (XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{number}/{node}")), node))!;
            room[owners[part]]--;
        }
        return owners;
    }

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var there = context.GetCompatibleSilos(target).ToDictionary(silo => silo.ToParsableString(), StringComparer.Ordinal);
        var owner = OwnerOf(target.GrainIdentity.GetIntegerKey(), [.. nodes.Shops().Where(there.ContainsKey)]);
        return owner is null ? throw new SiloUnavailableException("The cluster has no node that keeps partitions.") : Task.FromResult(there[owner]);
    }

    /// <summary>Who has which partition, among some nodes.</summary>
    private sealed record Shares(string[] Nodes, string[] Owners);
}
