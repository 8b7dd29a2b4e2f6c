using Taojin.Cluster.Placement;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Tests;

/// <summary>Partitions are spread evenly, and a node that joins or leaves moves few of them.</summary>
public sealed class SpreadTests
{
    [Fact]
    public void No_node_has_much_more_than_the_mean_and_one_that_joins_takes_its_share_and_little_else_moves()
    {
        for (var count = 1; count <= 32; count++)
        {
            var (before, after, mean) = (Owners(count), Owners(count + 1), UserPart.Count / (double)count);

            before.CountBy(owner => owner).Max(each => each.Value).ShouldBeLessThanOrEqualTo((int)Math.Ceiling(1.05 * mean));
            after.Count(owner => owner == Node(count)).ShouldBeInRange((int)(0.6 * UserPart.Count / (count + 1)), (int)Math.Ceiling(1.05 * UserPart.Count / (count + 1)));
            before.Zip(after).Count(each => each.First != each.Second).ShouldBeLessThan((int)(1.8 * UserPart.Count / (count + 1)));
        }
    }

    [Fact]
    public void Without_nodes_nobody_owns_a_partition() => Spread.OwnerOf(7, []).ShouldBeNull();

    private static string[] Owners(int nodes)
    {
        string[] all = [.. Enumerable.Range(0, nodes).Select(Node)];
        return [.. Enumerable.Range(0, UserPart.Count).Select(part => Spread.OwnerOf(part, all)!)];
    }

    private static string Node(int number) => $"10.0.0.{number}:11111@{number * 7}";
}
