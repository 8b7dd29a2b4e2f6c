using Taojin.Data;
using Taojin.Tests.Shops;

namespace Taojin.Workflows.Tests;

/// <summary>Whether published models still see what they learned from.</summary>
public sealed class DriftTests : IDisposable
{
    private readonly TrainedShop _shop = Shops.OfItsOwn();

    [Fact]
    public void Nothing_has_moved_right_after_a_training_and_much_has_when_the_shop_becomes_another_one()
    {
        var calm = new Drift(_shop.Mine).Run();

        calm.Tasks.Select(task => task.Task).ShouldBe(["recommend", "purchase"]);
        calm.Tasks[0].Level.ShouldBe("stable");
        calm.Tasks[0].Columns.ShouldAllBe(column => column.Index == 0); // it was fitted on this very log
        calm.Tasks[1].Columns.Count.ShouldBeGreaterThan(30);
        calm.Tasks[1].Score!.Level.ShouldBe("stable");

        _shop.Clock.Move(TimeSpan.FromDays(4));
        var users = _shop.Prepared.Log.Users.Ids.Take(400).ToArray();
        var start = _shop.Prepared.Log.End + TimeSpan.FromHours(60);
        _shop.Mine.Workspace.Log.Append([.. users.SelectMany((user, place) => Enumerable.Range(0, 6).Select(nth => new Taojin.Storage.NewEvent
        {
            UserId = user, ItemId = $"新品{(place + nth) % 40}", Kind = nth % 2 == 0 ? EventKind.Cart : EventKind.Purchase, Price = 9_999, Quantity = 1, Time = start + TimeSpan.FromSeconds((place * 60) + nth),
        }))]);
        var moved = new Drift(_shop.Mine).Run();

        moved.Tasks[0].Level.ShouldBe("much");
        moved.Tasks[0].Columns.Single(column => column.Name == "kind").Level.ShouldBe("some");
        moved.Tasks[1].Level.ShouldBe("much");
        (moved.Tasks[1].AsOf - calm.Tasks[1].AsOf)!.Value.TotalHours.ShouldBe(72, 24); // at the same hour, some days later
        moved.Tasks[1].Label!.ShareNow.ShouldNotBeNull();
        moved.Tasks[1].Columns[0].Index.ShouldBeGreaterThan(moved.Tasks[1].Columns[^1].Index);
    }

    public void Dispose() => _shop.Dispose();
}
