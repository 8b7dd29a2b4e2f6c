using Taojin.Cluster.Host;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.Postgres;
using Taojin.Testing.Servers;

namespace Taojin.Cluster.Tests;

/// <summary>Nodes in network namespaces of their own, and a cable that is pulled.</summary>
public sealed class NodeNetworkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_node_whose_cable_is_pulled_is_given_up_and_what_it_had_taken_is_there_once()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        using var network = NodeNetwork.TryMake();
        Assert.SkipWhen(network is null, "Network namespaces need root and the program ip: sudo apt-get install -y iproute2");
        using var postgres = PostgresServer.Start();
        var store = postgres.NewDatabase();
        await using var cluster = await TestCluster.StartAsync(2, network.Reached(store), network);

        await AppendAsync(cluster, 0);
        cluster[0].CutOff();
        await AppendAsync(cluster, 1);
        await cluster.SeesAsync(1);
        cluster[0].Return();
        await AppendAsync(cluster, 0); // sent again
        var figures = await Task.WhenAll(Enumerable.Range(0, 100).Select(user => UserPart.Of($"客{user}")).Distinct().Select(part => cluster.Shop.FiguresAsync(part, Patience)));

        figures.Sum(each => each.Events).ShouldBe(200);
        figures.Select(each => each.Node).Distinct().ShouldHaveSingleItem();
        PostgresServer.Query(store, "SELECT count(*), count(DISTINCT event_id) FROM events").Trim().ShouldBe("200|200");
    }

    private static async Task AppendAsync(TestCluster cluster, int batch) => await cluster.Shop.AppendAsync(
        [.. Enumerable.Range(0, 100).Select(number => new NewEvent { EventId = $"事件{batch}-{number}", UserId = $"客{number}", ItemId = "品", Kind = EventKind.View, Time = Instant.OfSeconds(1_780_000_000 + batch) })], Patience);
}
