using System.Net;
using Taojin.Cluster.Membership;
using Taojin.Data;

namespace Taojin.Cluster.Tests;

/// <summary>How a process is told which cluster to join, and as what.</summary>
public sealed class ClusterOptionsTests
{
    private const string Variable = "TAOJIN_TEST_REDIS_PASSWORD";

    [Fact]
    public void A_redis_may_have_a_user_a_password_tls_and_a_database()
    {
        Environment.SetEnvironmentVariable(Variable, "钥匙/@:1");

        var plain = RedisAddress.Parse("redis://db-host");
        var full = RedisAddress.Parse($"rediss://shop:${{{Variable}}}@db.example:6380/2");
        var secret = RedisAddress.Parse("redis://:p%40ss@db-host:6379");

        (plain.EndPoints[0], plain.Ssl, plain.Password, plain.DefaultDatabase).ShouldBe((new DnsEndPoint("db-host", 6379), false, null, null));
        (full.EndPoints[0], full.Ssl, full.User, full.Password, full.DefaultDatabase).ShouldBe((new DnsEndPoint("db.example", 6380), true, "shop", "钥匙/@:1", 2));
        (secret.User, secret.Password).ShouldBe((null, "p@ss"));
        ClusterOptions.MembershipOf("rediss://db.example").ShouldBe("rediss://db.example");
        new ClusterOptions { Membership = $"rediss://shop:secret@db.example:6380/2" }.Place.ShouldBe("rediss://db.example:6380/2");
    }

    [Theory]
    [InlineData("http://db-host:6379")]
    [InlineData("redis://db-host:6379/two")]
    [InlineData("redis://:${TAOJIN_TEST_NOT_SET}@db-host")]
    [InlineData("db-host:6379")]
    public void What_is_no_address_is_refused(string address) => Should.Throw<TaojinException>(() => RedisAddress.Parse(address)).Code.ShouldBe("cluster.address");

    [Fact]
    public void A_process_is_reached_where_it_reaches_the_list_of_members() =>
        (ClusterOptions.AddressTowards("redis://:${TAOJIN_TEST_NOT_SET}@127.0.0.1:6379"), ClusterOptions.AddressTowards("postgres://a:b@no-such-host.invalid/c")).ShouldBe((IPAddress.Loopback, IPAddress.Loopback));

    [Fact]
    public void A_node_without_a_store_trains_and_gets_neither_partitions_nor_events()
    {
        var node = new ClusterOptions { Membership = "redis://db-host" };
        using var nodes = new NodesInMemory(2);

        node.Role.ShouldBe(NodeRole.Worker);
        (node with { Store = "postgres://db-host/shop" }).Role.ShouldBe(NodeRole.Shop);
        (node with { Role = NodeRole.Trainer, Store = "postgres://db-host/shop" }).Role.ShouldBe(NodeRole.Trainer);
        nodes.List.Workers().ShouldBe(nodes.Keys);
        nodes.List.Shops().ShouldBeEmpty();
    }
}
