namespace Taojin.Cluster.Membership;

/// <summary>Who is in the cluster now, as this process sees it.</summary>
public sealed class NodeList(IClusterMembershipService membership, ILocalSiloDetails self)
{
    private int _names;

    /// <summary>Keys of the processes that keep the live state of a shop, in a fixed order.</summary>
    public string[] Shops() => Those(NodeRole.Shop);

    /// <summary>Keys of the processes that take part in training, in a fixed order.</summary>
    public string[] Workers() => Those(NodeRole.Shop, NodeRole.Worker);

    /// <summary>Whether a process is in the cluster now.</summary>
    public bool Has(string node) => membership.CurrentSnapshot.GetSiloStatus(SiloAddress.FromParsableString(node)) is SiloStatus.Active;

    /// <summary>Key of this process.</summary>
    public string Self { get; } = self.SiloAddress.ToParsableString();

    /// <summary>A name that no process of the cluster gave before: this process's own, with a number.</summary>
    public string NextName() => $"{Self}/{Interlocked.Increment(ref _names)}";

    /// <summary>Waits until the cluster has a process that takes part in training.</summary>
    /// <returns>Whether one came in time.</returns>
    public async Task<bool> HasWorkerWithinAsync(TimeSpan patience, TimeProvider clock)
    {
        using var end = new CancellationTokenSource(patience, clock);
        try
        {
            await foreach (var _ in membership.MembershipUpdates.WithCancellation(end.Token))
                if (Workers().Length > 0)
                    return true;
        }
        catch (OperationCanceledException)
        {
            // Nobody came.
        }
        return false;
    }

    /// <summary>Ends when a process is no longer in the cluster.</summary>
    public async Task GoneAsync(string node, CancellationToken cancellation)
    {
        await foreach (var members in membership.MembershipUpdates.WithCancellation(cancellation))
            if (members.GetSiloStatus(SiloAddress.FromParsableString(node)) is not SiloStatus.Active)
                return;
    }

    private string[] Those(params NodeRole[] roles) => [.. membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active && Array.Exists(roles, role => member.Name.StartsWith($"{role}-", StringComparison.Ordinal)))
        .Select(member => member.SiloAddress.ToParsableString())
        .Order(StringComparer.Ordinal)];
}
