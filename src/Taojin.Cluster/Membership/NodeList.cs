using Orleans.Runtime;

namespace Taojin.Cluster.Membership;

/// <summary>Who is in the cluster now, as this process sees it.</summary>
public sealed class NodeList(IClusterMembershipService membership)
{
    /// <summary>Keys of the processes that keep a shop, in a fixed order.</summary>
    public string[] Shops() => [.. membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active && member.Name.StartsWith(nameof(NodeRole.Shop), StringComparison.Ordinal))
        .Select(member => member.SiloAddress.ToParsableString())
        .Order(StringComparer.Ordinal)];

    /// <summary>Ends when a process is no longer in the cluster.</summary>
    public async Task GoneAsync(string node, CancellationToken cancellation)
    {
        await foreach (var _ in membership.MembershipUpdates.WithCancellation(cancellation))
            if (!Shops().Contains(node, StringComparer.Ordinal))
                return;
    }
}
