using Taojin.Cluster.Rows;
using Taojin.Data;
using Taojin.Workflows;
using Taojin.Workflows.Rows;

namespace Taojin.Cluster.Tests;

/// <summary>Nodes make the rows of their partitions: the files are those of one process, byte for byte, also when a node is killed in between.</summary>
public sealed class NodeRowsTests(ShopOnNodes shop)
{
    private const int Parts = 6;

    [Fact]
    public async Task Files_of_nodes_of_which_one_is_killed_are_those_of_one_process()
    {
        using var turn = await shop.TakeAsync();
        using var mine = shop.Open("样本");
        var (prepared, came) = (new Prepare(mine).Run(), 0);
        var alone = new FeatureRows(mine).Run(prepared, shop.FolderOf("独自样本"), Parts, new());
        var places = new NodeRows(turn.Cluster.Grains, turn.Cluster.Nodes)
        {
            Came = _ =>
            {
                if (Interlocked.Increment(ref came) == 1)
                    turn.KillOne();
            },
        };

        var away = new FeatureRows(mine).RunElsewhere(prepared, shop.FolderOf("集群样本"), Parts, (places, TestContext.Current.CancellationToken));

        away.Select(file => (Path.GetFileName(file.Path), file.Rows, file.Bought, file.Cut)).ShouldBe(alone.Select(file => (Path.GetFileName(file.Path), file.Rows, file.Bought, file.Cut)));
        away.Count.ShouldBe(Parts * 5); // three cuts to learn from, one to choose by, one to test
        for (var file = 0; file < alone.Count; file++)
            (await File.ReadAllBytesAsync(away[file].Path, TestContext.Current.CancellationToken)).ShouldBe(await File.ReadAllBytesAsync(alone[file].Path, TestContext.Current.CancellationToken));
        Directory.GetFiles(shop.FolderOf("集群样本")).Length.ShouldBe(Parts * 5);
        Should.Throw<TaojinException>(() => new FeatureRows(mine).RunElsewhere(prepared with { Log = prepared.Log.Pick([0, 1]) }, shop.FolderOf("别的"), 1, (places, default))).Code.ShouldBe("cluster.rows-refused");
    }
}
