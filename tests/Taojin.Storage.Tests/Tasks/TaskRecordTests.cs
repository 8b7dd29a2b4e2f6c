using System.Globalization;

namespace Taojin.Storage.Tests.Tasks;

/// <summary>What became of long work is known after a restart, and whose server is gone.</summary>
public class TaskRecordTests : StoreFacts
{
    [Fact]
    public void What_was_written_last_stands_the_newest_first()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        shop.Tasks.All().ShouldBeEmpty();

        shop.Tasks.Put("0001", """{"state":"running"}""");
        shop.Tasks.Put("0002", """{"state":"waiting"}""");
        shop.Tasks.Put("0001", """{"state":"done","outcome":"训练完成"}""");

        shop.Tasks.All().ShouldBe([new("0002", """{"state":"waiting"}""", IsLeft: false), new("0001", """{"state":"done","outcome":"训练完成"}""", IsLeft: false)]);
    }

    [Fact]
    public void After_a_restart_earlier_tasks_are_left_and_new_ones_are_not()
    {
        using var scratch = NewScratch();
        using (var shop = scratch.Init())
            shop.Tasks.Put("0001", "{}");

        using var again = Workspace.Open(scratch.Shop, scratch.Clock);
        again.Tasks.Put("0002", "{}");

        again.Tasks.All().Select(each => (each.Id, each.IsLeft)).ShouldBe([("0002", false), ("0001", true)]);
    }

    [Fact]
    public void A_run_that_one_may_start_is_written_down_once_also_after_a_restart()
    {
        const string First = "schedule 推荐 after none", Next = "schedule 推荐 after 0001";
        using var scratch = NewScratch();
        using (var shop = scratch.Init())
        {
            shop.Tasks.TryPut("0001", """{"state":"waiting"}""", First).ShouldBeTrue();
            shop.Tasks.TryPut("0002", "{}", First).ShouldBeFalse();
            shop.Tasks.Put("0001", """{"state":"done"}""");
            shop.Tasks.TryPut("0003", "{}", First).ShouldBeFalse();
        }

        using var again = Workspace.Open(scratch.Shop, scratch.Clock);
        again.Tasks.TryPut("0004", "{}", First).ShouldBeFalse();
        again.Tasks.TryPut("0005", "{}", Next).ShouldBeTrue();

        again.Tasks.All().Select(each => (each.Id, each.Body)).ShouldBe([("0005", "{}"), ("0001", """{"state":"done"}""")]);
    }

    [Fact]
    public void Of_many_that_claim_a_run_at_once_one_has_it()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        var won = 0;

        Parallel.For(0, 16, each =>
        {
            if (shop.Tasks.TryPut(each.ToString("D4", CultureInfo.InvariantCulture), "{}", "drift 复购 after 0007"))
                Interlocked.Increment(ref won);
        });

        won.ShouldBe(1);
        shop.Tasks.All().Count.ShouldBe(1);
    }

    [Fact]
    public void The_last_hundred_are_kept()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        for (var task = 0; task < 103; task++)
            shop.Tasks.Put(task.ToString("D4", CultureInfo.InvariantCulture), "{}");

        var kept = shop.Tasks.All();
        (kept.Count, kept[0].Id, kept[^1].Id).ShouldBe((100, "0102", "0003"));
    }
}
