using Taojin.Data;
using Taojin.Storage;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>A shop that has published nothing shows what is touched most.</summary>
public sealed class CommonListTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-").FullName;

    [Fact]
    public void Without_a_model_lists_hold_what_is_touched_most_without_what_the_user_touched()
    {
        using var mine = Mine.Init(Path.Combine(_folder, "店"), new() { Threads = 1, MemoryLimitGb = 1 });
        var time = mine.Now - TimeSpan.FromDays(1);
        mine.Workspace.Log.Append([.. from item in Enumerable.Range(1, 5) from user in Enumerable.Range(0, item) select new NewEvent { UserId = $"客{user}", ItemId = $"品{item}", Kind = EventKind.Purchase, Time = time }]);
        var live = LiveShop.Open(mine, new Prepare(mine).Run().Log, threads: 1);

        var stranger = live.Recommend(new("新客", 3));
        var known = live.Recommend(new("客4", 3));

        stranger.Items.Select(each => each.ItemId).ShouldBe(["品5", "品4", "品3"]);
        known.Items.Select(each => each.ItemId).ShouldBe(["品4", "品3", "品2"]); // 客4 bought 品5 alone
        (stranger.Model, stranger.IsFallback).ShouldBe(("none", true));
        stranger.Items.ShouldAllBe(each => each.Reasons.Count > 0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
