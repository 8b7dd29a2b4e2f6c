using System.Text;
using Taojin.Storage.Feeds;

namespace Taojin.Storage.Tests.Feeds;

/// <summary>Files that were taken or set aside stand for some days, and nothing of an erased person is left in them.</summary>
public sealed class FeedRemainsTests : IDisposable
{
    private const string Rows = "user_id,item_id,kind,time\n李雷,p1,view,2025-05-04 10:00:00\n韩梅梅,p1,view,2025-05-04 10:00:00\n";
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void An_erasure_drops_what_was_imported_and_takes_the_person_out_of_what_was_set_aside()
    {
        using var shop = Shop(new());
        Sweep(shop, ("log.csv.gz", Scratch.Gzip(Rows)), ("a.csv", Gb18030.GetBytes("这,里\n李雷,没有\n韩梅梅,有\n")), ("b.csv.gz", Scratch.Gzip("这,里\n李雷,没有\n")));
        (Names("done").Length, Names("aside").Length).ShouldBe((2, 4)); // each with its receipt or reason
        _scratch.File("shop/inbox/later.csv", Rows);

        shop.Privacy.Erase("从未来过").WasKnown.ShouldBeFalse(); // though files went
        Sweep(shop, ("more.csv", Encoding.UTF8.GetBytes(Rows)));
        File.Exists(_scratch.PathOf("shop/inbox/later.csv")).ShouldBeFalse();
        _scratch.File("shop/inbox/waits.csv.part", Rows);
        var receipt = shop.Privacy.Erase("李雷");

        Names("done").ShouldBeEmpty();
        receipt.Files.ShouldContain(file => file.Path == "inbox/done/" && file.What.StartsWith("4 files removed", StringComparison.Ordinal));
        var aside = Directory.GetFiles(_scratch.PathOf("shop/inbox/aside"), "*a.csv").ShouldHaveSingleItem();
        File.ReadAllBytes(aside).ShouldBe(Gb18030.GetBytes("这,里\n韩梅梅,有\n"));
        Names("aside").ShouldNotContain(name => name.EndsWith("b.csv.gz", StringComparison.Ordinal));
        File.ReadAllText(_scratch.PathOf("shop/inbox/waits.csv.part")).ShouldBe(Rows); // nobody's yet
    }

    [Fact]
    public void Under_pseudonyms_an_imported_file_goes_at_once_and_what_is_set_aside_with_the_next_erasure()
    {
        using var shop = Shop(new() { PseudonymKeyFile = _scratch.File("keys/pseudonym.key", new string('k', 64) + "\n") });
        Sweep(shop, ("log.csv", Encoding.UTF8.GetBytes(Rows)), ("a.csv", "这,里\n李雷,没有\n韩梅梅,有\n"u8.ToArray()));

        Names("done").ShouldHaveSingleItem().ShouldEndWith("log.csv.json");
        shop.Lines().Count.ShouldBe(2);
        var receipt = shop.Privacy.Erase("李雷");

        receipt.WasKnown.ShouldBeTrue();
        receipt.Files.Single(file => file.Path == "inbox/aside/").What.ShouldStartWith("2 files removed; they have the shop's own ids");
        Names("aside").ShouldBeEmpty();
        foreach (var file in Directory.EnumerateFiles(_scratch.Shop, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("taojin.lock", StringComparison.Ordinal)))
            File.ReadAllBytes(file).AsSpan().IndexOf("李雷"u8).ShouldBe(-1, file);
    }

    [Fact]
    public void What_was_taken_thirty_days_ago_goes()
    {
        using var shop = Shop(new());
        Sweep(shop, ("log.csv", Encoding.UTF8.GetBytes(Rows)), ("a.csv", "这,里\n没,有\n"u8.ToArray()));
        _scratch.File("shop/inbox/done/README.txt", "不是导入的");

        _scratch.Clock.Now += TimeSpan.FromDays(29);
        shop.Retention.Run().FeedFiles.ShouldBe(0);
        _scratch.Clock.Now += TimeSpan.FromDays(2);
        shop.Retention.Run().FeedFiles.ShouldBe(4);

        Names("done").ShouldBe(["README.txt"]);
        Names("aside").ShouldBeEmpty();
    }

    private Workspace Shop(PrivacySettings privacy)
    {
        _scratch.Clock.Now = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1); // files that are dropped now are a minute old
        return _scratch.Init(new() { Threads = 2, MemoryLimitGb = 1, Privacy = privacy, Feeds = new() { Folder = "inbox" } });
    }

    private void Sweep(Workspace shop, params ReadOnlySpan<(string Name, byte[] Bytes)> files)
    {
        foreach (var (name, bytes) in files)
            _scratch.File("shop/inbox/" + name, bytes);
        new WatchedFolder(shop.Log, _scratch.PathOf("shop/inbox"), _scratch.Clock).Sweep();
    }

    private string[] Names(string folder) => [.. Directory.GetFiles(_scratch.PathOf("shop/inbox/" + folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
