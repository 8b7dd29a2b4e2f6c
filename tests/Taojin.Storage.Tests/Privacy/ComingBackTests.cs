using Taojin.Data;
using Taojin.Storage.Backup;
using Taojin.Storage.Models;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>Who was erased and comes back is somebody new: what is made after that holds them.</summary>
public sealed class ComingBackTests : IDisposable
{
    private const string Person = "李雷";
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_backup_that_was_made_after_somebody_came_back_is_restored_with_them()
    {
        using var shop = Shop();
        shop.Backups.Make(_scratch.PathOf("before"));
        Directory.Move(_scratch.PathOf("before"), _scratch.PathOf("away")); // out of reach of the erasure
        _scratch.Clock.Now += TimeSpan.FromDays(1);
        shop.Privacy.Erase(Person);
        _scratch.Clock.Now += TimeSpan.FromDays(4);
        Note(shop, "p-new");
        _scratch.Clock.Now += TimeSpan.FromDays(5);
        shop.Backups.Make(_scratch.PathOf("after"));

        Backups.Restore(_scratch.PathOf("after"), _scratch.PathOf("new"), _scratch.Clock).Erased.ShouldBe(0);
        Backups.Restore(_scratch.PathOf("away"), _scratch.PathOf("old"), _scratch.Clock).Erased.ShouldBe(1);

        LinesOf("new").ShouldHaveSingleItem().ShouldStartWith("李雷 p-new ");
        LinesOf("old").ShouldBeEmpty();
    }

    [Fact]
    public void A_model_whose_copy_of_the_log_was_begun_after_somebody_came_back_names_them()
    {
        using var shop = Shop();
        var before = Trained("before");
        _scratch.Clock.Now += TimeSpan.FromDays(1);
        shop.Privacy.Erase(Person);
        _scratch.Clock.Now += TimeSpan.FromDays(4);
        Note(shop, "p-new");
        var after = Trained("after");

        Taken(shop, before).ShouldBe(["(erased 0)"]);
        Taken(shop, after).ShouldBe([Person]);
    }

    [Fact]
    public void An_erasure_that_is_under_way_counts_for_every_copy()
    {
        var list = new ErasureList(_scratch.PathOf("list"));
        list.Add(Person, "1", null);

        list.Among([Person, "韩梅梅"], id => [id], Instant.Latest).ShouldBe([Person]);
        list.Add(Person, "1", Instant.OfSeconds(100));
        list.Among([Person], id => [id], Instant.OfSeconds(100)).ShouldBe([Person]);
        list.Among([Person], id => [id], Instant.OfSeconds(101)).ShouldBeEmpty();
    }

    private Workspace Shop()
    {
        var shop = _scratch.Init();
        Note(shop, "p-old");
        return shop;
    }

    private void Note(Workspace shop, string item) => shop.Log.Append([new() { UserId = Person, ItemId = item, Kind = EventKind.View, Time = Instant.Of(_scratch.Clock.GetUtcNow()) }]);

    private (string Folder, Instant Made) Trained(string name)
    {
        var folder = Directory.CreateDirectory(_scratch.PathOf(name)).FullName;
        new ModelStore(folder, _scratch.Clock).Save(new() { Task = "recommend", Algorithm = "popular", Data = "x", Split = "x" }, writer => writer.Ids("users", [Person]));
        return (folder, Instant.Of(_scratch.Clock.GetUtcNow()));
    }

    private string[] Taken(Workspace shop, (string Folder, Instant Made) copy) =>
        shop.Privacy.TakeModels(copy, () => new ModelStore(copy.Folder, _scratch.Clock) is var made ? made.Open(made.Versions().Single()).Parts.Ids("users") : []);

    private IReadOnlyList<string> LinesOf(string folder)
    {
        using var shop = Workspace.Open(_scratch.PathOf(folder), _scratch.Clock);
        return shop.Lines();
    }
}
