using Taojin.Data;
using Taojin.Storage.Postgres;
using Taojin.Testing;
using Taojin.Workflows.Rows;

namespace Taojin.Workflows.Tests;

public sealed class FeatureRowsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-").FullName;

    [Fact]
    public void Every_cut_is_written_in_files_by_partition_and_all_together_hold_every_pair()
    {
        using var mine = Mine.Init(Path.Combine(_folder, "店"), new() { Threads = 2, MemoryLimitGb = 1 });
        using (var events = File.CreateText(Path.Combine(_folder, "日志.csv")))
            GeneratedShop.Of(new() { Users = 300, Items = 60, Days = 14 }).WriteEvents(events);
        mine.Workspace.Log.Import(new("csv", Path.Combine(_folder, "日志.csv")), null, CancellationToken.None);
        var (prepared, folder) = (new Prepare(mine).Run(), Path.Combine(_folder, "样本"));
        var one = new FeatureRows(mine).Run(prepared, folder, 1, new());
        var many = new FeatureRows(mine).Run(prepared, folder, 3, new());

        many.Count.ShouldBe(one.Count * 3);
        many.GroupBy(file => file.Cut).Select(cut => (cut.Key, cut.Sum(file => file.Rows), cut.Sum(file => file.Bought))).ShouldBe(one.Select(file => (file.Cut, file.Rows, file.Bought)));
        many.ShouldAllBe(file => new FileInfo(file.Path).Length > 0 && file.Rows > 0);
        one.Select(file => Path.GetFileName(file.Path)).ShouldBe(["train-1-part-0000.parquet", "train-2-part-0000.parquet", "train-3-part-0000.parquet", "validation-part-0000.parquet", "test-part-0000.parquet"]);
        Should.Throw<TaojinException>(() => new FeatureRows(mine).Run(prepared, folder, UserPart.Count + 1, new())).Code.ShouldBe("rows.parts");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
