using Microsoft.Extensions.DependencyInjection;
using Taojin.Data;

namespace Taojin.Cluster.Membership;

/// <summary>One process, as the cluster's list of members knows it.</summary>
/// <param name="Address">Where the others reach it.</param>
/// <param name="Role">What it does.</param>
/// <param name="State">Such as <c>active</c> or <c>dead</c>.</param>
/// <param name="Since">When it joined.</param>
/// <param name="Seen">When it last said that it is alive.</param>
public sealed record Member(string Address, string Role, string State, Instant Since, Instant Seen)
{
    /// <summary>Reads the list without joining.</summary>
    /// <exception cref="TaojinException">The list cannot be read.</exception>
    public static async Task<IReadOnlyList<Member>> ReadAsync(ClusterOptions options, TimeProvider clock)
    {
        using var host = ClusterNode.Build(options, clock);
        try
        {
            var table = host.Services.GetRequiredService<IMembershipTable>();
            await table.InitializeMembershipTableAsync(true, CancellationToken.None);
            var all = await table.ReadAllAsync(CancellationToken.None);
            return [.. all.Members.Select(member => Of(member.Item1)).OrderBy(member => member.State, StringComparer.Ordinal).ThenBy(member => member.Address, StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is StackExchange.Redis.RedisException or TimeoutException)
        {
            throw ClusterNode.Unreachable(options, fault);
        }
    }

    private static Member Of(MembershipEntry entry) => new(
        $"{entry.SiloAddress.Endpoint}", entry.SiloName.Split('-')[0].ToLowerInvariant(), entry.Status.ToString().ToLowerInvariant(),
        Instant.Of(new DateTimeOffset(entry.StartTime, TimeSpan.Zero)), Instant.Of(new DateTimeOffset(entry.IAmAliveTime, TimeSpan.Zero)));
}
