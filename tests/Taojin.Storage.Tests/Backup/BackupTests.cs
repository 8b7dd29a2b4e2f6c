using Taojin.Data;
using Taojin.Storage.Backup;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Tests.Backup;

/// <summary>A copy of a workspace in use is whole, is refused when it is damaged, and forgets whom the workspace has erased since.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task What_was_acknowledged_is_restored_while_writing_goes_on()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        Note(shop, scratch, "李雷", 20);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var turn = 0; !stop.IsCancellationRequested && turn < 200; turn++)
                Note(shop, scratch, $"客{turn}", 1);
        }, TestContext.Current.CancellationToken);

        var manifest = shop.Backups.Make(scratch.PathOf("备份"));
        await stop.CancelAsync();
        await writing;

        manifest.Files.Select(file => file.Path).ShouldContain("shop.duckdb");
        var result = Backups.Restore(scratch.PathOf("备份"), scratch.PathOf("restored"), scratch.Clock);
        result.Files.ShouldBe(manifest.Files.Count);
        using var restored = Workspace.Open(scratch.PathOf("restored"), scratch.Clock);
        restored.Lines().Count(line => line.StartsWith("李雷 ", StringComparison.Ordinal)).ShouldBe(20);
        restored.Lines().ShouldBeSubsetOf(shop.Lines());
        restored.Log.Append([new() { UserId = "新", ItemId = "p1", Kind = EventKind.View, Time = Instant.Of(scratch.Clock.GetUtcNow()) }]).Accepted.ShouldBe(1);
    }

    [Fact]
    public void A_damaged_backup_is_refused_by_the_file_at_fault()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        shop.Backups.Make(scratch.PathOf("backup"));
        var toml = scratch.PathOf("backup/taojin.toml");
        File.WriteAllText(toml, File.ReadAllText(toml).Replace("CNY", "USD", StringComparison.Ordinal));

        var fault = Should.Throw<TaojinException>(() => Backups.Restore(scratch.PathOf("backup"), scratch.PathOf("restored"), scratch.Clock));

        fault.Code.ShouldBe("backup.damaged");
        fault.Message.ShouldContain("taojin.toml");
        Directory.Exists(scratch.PathOf("restored")).ShouldBeFalse();
        Should.Throw<TaojinException>(() => shop.Backups.Make(scratch.PathOf("backup"))).Code.ShouldBe("backup.exists");
        Should.Throw<TaojinException>(() => Backups.Restore(scratch.PathOf("nothing"), scratch.PathOf("restored"), scratch.Clock)).Code.ShouldBe("backup.missing");
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/etc/hostname")]
    public void A_manifest_does_not_lead_out_of_its_folder(string path)
    {
        using var scratch = new Scratch();
        scratch.File("backup/manifest.json", $$"""{"format_version":1,"made":"2026-01-01T00:00:00Z","source":"x","files":[{"path":"{{path}}","bytes":1,"sha256":"x"}]}""");

        Should.Throw<TaojinException>(() => BackupManifest.Checked(scratch.PathOf("backup"))).Code.ShouldBe("backup.damaged");
    }

    [Fact]
    public void Who_was_erased_after_a_backup_that_was_out_of_reach_does_not_come_back_with_it()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        Note(shop, scratch, "李雷", 3);
        Note(shop, scratch, "韩梅梅", 2);
        shop.Backups.Make(scratch.PathOf("backup"));
        Directory.Move(scratch.PathOf("backup"), scratch.PathOf("away"));

        var receipt = shop.Privacy.Erase("李雷");

        receipt.Backups.Single().What.ShouldContain("not reachable");
        receipt.Remains.ShouldContain(trace => trace.Until == null);
        Backups.Restore(scratch.PathOf("away"), scratch.PathOf("restored"), scratch.Clock).Erased.ShouldBe(1);
        using var restored = Workspace.Open(scratch.PathOf("restored"), scratch.Clock);
        restored.Lines().Select(line => line.Split(' ')[0]).Distinct().ShouldBe(["韩梅梅"]);
    }

    [Fact]
    public void A_copy_that_a_kill_cut_short_goes_with_the_next_erasure_and_one_that_fails_leaves_nothing()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        Note(shop, scratch, "李雷", 1);
        scratch.File("backup.unfinished/shop.duckdb", "李雷");
        scratch.File("shop/backups/旧.unfinished/shop.duckdb", "李雷");
        new BackupList(scratch.Shop).Add(new(scratch.PathOf("backup"), Instant.Of(scratch.Clock.GetUtcNow())));
        shop.Backups.All().ShouldBeEmpty();

        var receipt = shop.Privacy.Erase("李雷");

        receipt.Backups.Select(backup => backup.What).Distinct().ShouldHaveSingleItem().ShouldStartWith("removed");
        receipt.Remains.ShouldBeEmpty();
        Directory.Exists(scratch.PathOf("backup.unfinished")).ShouldBeFalse();
        Directory.Exists(scratch.PathOf("shop/backups/旧.unfinished")).ShouldBeFalse();
        new BackupList(scratch.Shop).All().ShouldBeEmpty();
        scratch.File("file", "这里不能建目录");
        Should.Throw<IOException>(() => shop.Backups.Make(scratch.PathOf("file/backup")));
        new BackupList(scratch.Shop).All().ShouldBeEmpty();
    }

    [Fact]
    public void A_shop_made_of_a_backup_beside_this_one_is_erased_with_it_and_knows_whom_this_one_erased()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        Note(shop, scratch, "李雷", 2);
        Note(shop, scratch, "韩梅梅", 1);
        Note(shop, scratch, "小明", 1);
        var backup = scratch.PathOf("shop/backups/a");
        shop.Backups.Make(backup);
        Directory.Move(backup, backup + "-away");
        shop.Privacy.Erase("韩梅梅");
        Directory.Move(backup + "-away", backup);

        shop.Backups.RestoreBeside(backup).Erased.ShouldBe(1);
        var receipt = shop.Privacy.Erase("李雷");

        receipt.Backups.Select(each => (Path.GetFileName(each.Path), each.What)).ShouldBe([("a", "the person was taken out"), ("a.restored", "the person was taken out")]);
        using (var restored = Workspace.Open(backup + ".restored", scratch.Clock))
        {
            restored.Lines().Select(line => line.Split(' ')[0]).ShouldBe(["小明"]);
            restored.Privacy.Erase("小明").Backups.Single().ShouldBe(new(backup, "the person was taken out")); // it knows the older backup
            shop.Privacy.Erase("小明").Backups.Single(each => each.Path.EndsWith(".restored", StringComparison.Ordinal)).What.ShouldContain("workspace.in-use");
        }
    }

    [Fact]
    public void A_restored_shop_remembers_whom_it_and_the_one_before_have_erased()
    {
        using var scratch = new Scratch();
        var (first, second) = (scratch.PathOf("first"), scratch.PathOf("second"));
        using (var shop = scratch.Init())
        {
            foreach (var user in new[] { "李雷", "韩梅梅", "小明" })
                Note(shop, scratch, user, 1);
            shop.Backups.Make(first);
            shop.Privacy.Erase("从未来过");
            Directory.Move(first, first + "-away");
            shop.Privacy.Erase("李雷");
        }
        Directory.Move(first + "-away", first);
        Backups.Restore(first, scratch.PathOf("again"), scratch.Clock);
        using (var again = Workspace.Open(scratch.PathOf("again"), scratch.Clock))
        {
            Directory.Move(first, first + "-away");
            again.Privacy.Erase("韩梅梅");
            Directory.Move(first + "-away", first);
            again.Backups.Make(second);
        }
        var list = new ErasureList(scratch.PathOf("both"));
        list.AddFrom(second);
        list.AddFrom(scratch.Shop);

        list.Among(["李雷", "韩梅梅", "小明"], id => [id], Instant.Of(scratch.Clock.GetUtcNow())).ShouldBe(["李雷", "韩梅梅"]);
    }

    private static void Note(Workspace shop, Scratch scratch, string user, int events) => shop.Log.Append([.. Enumerable.Range(0, events).Select(each => new NewEvent
    {
        UserId = user, ItemId = $"p{each}", Kind = EventKind.View, Time = Instant.Of(scratch.Clock.GetUtcNow()),
    })]);
}
