using System.IO.Hashing;
using System.Text;
using Orleans.Placement;
using Orleans.Runtime.Placement;
using Taojin.Cluster.Membership;

namespace Taojin.Cluster.Placement;

/// <summary>Spreads partitions evenly: each goes to the node whose name and the partition's number hash highest, so that few move when nodes come and go.</summary>
/// <remarks>Rendezvous hashing: Thaler &amp; Ravishankar 1998, doi:10.1109/90.663936.</remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadAttribute() : PlacementAttribute(new SpreadPlacement());

/// <summary>The rule that spreads partitions.</summary>
[Serializable, GenerateSerializer]
internal sealed class SpreadPlacement : PlacementStrategy;

/// <summary>Finds the node of a partition.</summary>
internal sealed class Spread(NodeList nodes) : IPlacementDirector
{
    /// <summary>The node that a partition belongs to, of those that are there; null when there is none.</summary>
    public static string? OwnerOf(long part, IReadOnlyList<string> nodes) => nodes.Count == 0 ? null : nodes.MaxBy(node => (XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{part}/{node}")), node));

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var there = context.GetCompatibleSilos(target).ToDictionary(silo => silo.ToParsableString(), StringComparer.Ordinal);
        var owner = OwnerOf(target.GrainIdentity.GetIntegerKey(), [.. nodes.Shops().Where(there.ContainsKey)]);
        return owner is null ? throw new SiloUnavailableException("The cluster has no node that keeps partitions.") : Task.FromResult(there[owner]);
    }
}
