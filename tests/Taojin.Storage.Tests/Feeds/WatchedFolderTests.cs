using Taojin.Storage.Feeds;

namespace Taojin.Storage.Tests.Feeds;

/// <summary>What is dropped is imported once, and what cannot be read is set aside with its reason.</summary>
public sealed class WatchedFolderTests
{
    [Fact]
    public void A_file_is_imported_once_and_a_bad_one_is_set_aside()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var inbox = new WatchedFolder(shop.Log, scratch.PathOf("inbox"), scratch.Clock);
        scratch.Clock.Now = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1); // the files below are a minute old
        Drop(scratch, "2026-05-04.csv", "user_id,item_id,kind,time\n李雷,p1,view,2026-05-04 10:00:00\n,p1,view,2026-05-04 10:00:00\n");
        Drop(scratch, "items.jsonl", """{"item_id":"p1","title":"红灯笼"}""" + "\n");
        Drop(scratch, "无列名.csv", "这,里\n没,有\n");
        Drop(scratch, "picture.png", "x");
        Drop(scratch, ".hidden.csv", "x");
        Drop(scratch, "half.csv.part", "x");

        var taken = inbox.Sweep();

        taken.Select(file => $"{file.Name} {file.Receipt?.Accepted}/{file.Receipt?.Rejected} {file.Code}".Trim()).ShouldBe(
            ["2026-05-04.csv 1/1", "items.jsonl 1/0", "picture.png / import.format-unknown", $"无列名.csv / {taken[^1].Code}"]);
        taken[^1].Code.ShouldStartWith("import.");
        shop.Lines().Single().ShouldStartWith("李雷 p1 view");
        Names(scratch, "inbox").ShouldBe([".hidden.csv", "half.csv.part"]);
        Names(scratch, "inbox/done").Count(name => name.EndsWith(".csv.json", StringComparison.Ordinal)).ShouldBe(1);
        File.ReadAllText(Directory.GetFiles(scratch.PathOf("inbox/aside"), "*picture.png.json").Single()).ShouldContain("import.format-unknown");
        inbox.Sweep().ShouldBeEmpty();

        Drop(scratch, "again.csv", "user_id,item_id,kind,time\n李雷,p1,view,2026-05-04 10:00:00\n,p1,view,2026-05-04 10:00:00\n");
        inbox.Sweep().Single().Receipt!.Duplicate.ShouldBe(1);
        shop.Lines().Count.ShouldBe(1);
    }

    [Fact]
    public void A_file_that_is_still_written_waits()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var inbox = new WatchedFolder(shop.Log, scratch.PathOf("inbox"), scratch.Clock);
        Drop(scratch, "log.csv", "user_id,item_id,kind,time\n李雷,p1,view,2026-05-04 10:00:00\n");
        scratch.Clock.Now = new DateTimeOffset(File.GetLastWriteTimeUtc(scratch.PathOf("inbox/log.csv"))) + TimeSpan.FromSeconds(1);
        inbox.Sweep().ShouldBeEmpty();

        scratch.Clock.Now += TimeSpan.FromSeconds(2);

        inbox.Sweep().Single().Receipt!.Accepted.ShouldBe(1);
    }

    [Fact]
    public void A_file_that_cannot_be_moved_is_imported_once_and_holds_up_no_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs a folder that nobody can write to.");
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var inbox = new WatchedFolder(shop.Log, scratch.PathOf("inbox"), scratch.Clock);
        scratch.Clock.Now = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1);
        Drop(scratch, "1.csv", "user_id,item_id,kind,time\n李雷,p1,view,2026-05-04 10:00:00\n");
        Drop(scratch, "3.xlsx", "这不是工作簿");
        Directory.CreateSymbolicLink(scratch.PathOf("inbox/done"), "/proc"); // nobody can move a file there

        for (var turn = 0; turn < 3; turn++)
            inbox.Sweep().Select(file => (file.Name, file.Waits, file.Receipt is null)).ShouldBe(turn == 0 ? [("1.csv", true, true), ("3.xlsx", false, true)] : [("1.csv", true, true)]);
        shop.Log.Imports().Count.ShouldBe(1);

        Directory.Delete(scratch.PathOf("inbox/done"));
        inbox.Sweep().Single().Receipt!.Accepted.ShouldBe(1);
        shop.Log.Imports().Count.ShouldBe(1);
        inbox.Sweep().ShouldBeEmpty();
    }

    private static void Drop(Scratch scratch, string name, string text) => scratch.File("inbox/" + name, text);

    private static string[] Names(Scratch scratch, string folder) => [.. Directory.GetFiles(scratch.PathOf(folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
