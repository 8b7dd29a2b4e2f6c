using Taojin.Storage.Tests.Crash;

namespace Taojin.Storage.Tests.Postgres;

/// <summary>Every server of a store sees the tasks of all, and which of them nobody works on any more.</summary>
public sealed class SharedTaskTests(PostgresShops shops)
{
    [Fact]
    public async Task A_task_is_under_way_while_its_server_lives_and_left_when_it_was_killed()
    {
        using var two = new TwoShops(shops);
        two.One.Tasks.Put("0001", """{"state":"running"}""");
        two.Other.Tasks.All().Single().IsLeft.ShouldBeFalse();

        two.ReopenOther(() => Child.RunAndKill(1, _ => { }, two.OtherShop, "task", "0002"));
        for (var turn = 0; turn < 100 && !Left(two, "0002"); turn++)
            await Task.Delay(50, TestContext.Current.CancellationToken); // until PostgreSQL has noticed

        two.Other.Tasks.All().Select(each => (each.Id, each.IsLeft)).ShouldBe([("0002", true), ("0001", false)]);
        two.ReopenOther(two.One.Dispose);
        Left(two, "0001").ShouldBeTrue();
    }

    private static bool Left(TwoShops two, string id) => two.Other.Tasks.All().Single(each => each.Id == id).IsLeft;
}
