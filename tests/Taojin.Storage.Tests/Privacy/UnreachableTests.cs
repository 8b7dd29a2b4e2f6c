using System.Text;
using DuckDB.NET.Data;
using Taojin.Data;
using Taojin.Storage.Backup;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>What an erasure cannot come at stands on its receipt and holds up neither the rest nor the next start.</summary>
public sealed class UnreachableTests : IDisposable
{
    private const string Person = "顾客-7";
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_damaged_backup_holds_up_nobody_and_is_not_said_to_be_whole_afterwards()
    {
        using (var shop = Filled())
        {
            shop.Backups.Make(_scratch.PathOf("backup"));
            File.WriteAllBytes(_scratch.PathOf("backup/shop.duckdb"), new byte[20_000]);

            var receipt = shop.Privacy.Erase(Person);

            receipt.Backups.Single().What.ShouldBe("damaged, and refused by restore: delete it");
            receipt.Remains.ShouldContain(trace => trace.WhatZh.Contains("备份"));
        }

        using var again = Workspace.Open(_scratch.Shop, _scratch.Clock);
        again.Privacy.Receipts().Count.ShouldBe(1);
        again.Lines().ShouldAllBe(line => !line.StartsWith(Person + " "));
        Should.Throw<TaojinException>(() => BackupManifest.Checked(_scratch.PathOf("backup"))).Code.ShouldBe("backup.damaged");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_backup_of_an_older_program_is_gone_through_too(int schema)
    {
        OldWorkspace.Make(_scratch.PathOf("backup"), schema, _scratch.Clock);
        BackupManifest.Write(_scratch.PathOf("backup"), new() { Made = Instant.Of(_scratch.Clock.GetUtcNow()), Source = _scratch.Shop });
        using var shop = Filled();
        new BackupList(_scratch.Shop).Add(new(_scratch.PathOf("backup"), Instant.Of(_scratch.Clock.GetUtcNow())));

        shop.Privacy.Erase(Person).Backups.Single().What.ShouldBe("the person was taken out");

        Backups.Restore(_scratch.PathOf("backup"), _scratch.PathOf("restored"), _scratch.Clock);
        using var restored = Workspace.Open(_scratch.PathOf("restored"), _scratch.Clock);
        var lines = restored.Lines();
        lines.Count.ShouldBe(OldWorkspace.Events - (OldWorkspace.Events / 500));
        lines.ShouldAllBe(line => !line.StartsWith(Person + " "));
    }

    [Fact]
    public void A_file_that_somebody_holds_is_named_on_the_receipt_and_gone_through_later()
    {
        using var shop = Filled();
        var file = _scratch.File("shop/reports/清单.csv", $"user_id,segment\n{Person},常客\n韩梅梅,新客\n");
        using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var receipt = shop.Privacy.Erase(Person);

            receipt.Files.Single(each => each.Path == "reports/清单.csv").What.ShouldStartWith("not reachable (IOException)");
            receipt.Remains.ShouldContain(trace => trace.WhatZh.Contains("每天及每次启动时重试"));
            shop.Lines().ShouldAllBe(line => !line.StartsWith(Person + " "));
            new PendingErasures(Path.Combine(_scratch.Shop, "erasures")).Any.ShouldBeTrue();
        }

        shop.Retention.Run();

        File.ReadAllText(file).ShouldBe("user_id,segment\n韩梅梅,新客\n");
        var after = shop.Privacy.Receipts().Single();
        after.Files.Single(each => each.Path == "reports/清单.csv").What.ShouldBe("1 rows removed");
        after.Remains.ShouldNotContain(trace => trace.WhatZh.Contains("重试"));
        new PendingErasures(Path.Combine(_scratch.Shop, "erasures")).Any.ShouldBeFalse();
    }

    [Fact]
    public void An_erasure_that_failed_is_not_forgotten_over_the_next_and_the_shop_opens_before_either_is_ended()
    {
        var inTheWay = Path.Combine(_scratch.Shop, "rewritten.duckdb"); // where the database is written anew
        using (var shop = Filled())
        {
            Directory.CreateDirectory(inTheWay);
            Should.Throw<DuckDBException>(() => shop.Privacy.Erase(Person));
            Should.Throw<DuckDBException>(() => shop.Privacy.Erase("李雷"));
        }
        using var again = Workspace.Open(_scratch.Shop, _scratch.Clock);
        again.Privacy.Receipts().ShouldBeEmpty();
        Directory.Delete(inTheWay);

        again.Retention.Run();

        again.Privacy.Receipts().Count.ShouldBe(2);
        again.Lines().Select(line => line.Split(' ')[0]).ShouldBe(["韩梅梅"]);
        File.ReadAllBytes(Path.Combine(_scratch.Shop, "shop.duckdb")).AsSpan().IndexOf(Encoding.UTF8.GetBytes("李雷")).ShouldBe(-1);
    }

    [Fact]
    public void Rows_of_a_file_in_GB18030_go_and_the_others_keep_their_bytes()
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        using var shop = Filled();
        var file = _scratch.File("shop/reports/旧表.csv", encoding.GetBytes($"编号,备注\n李雷,\"两行\n的备注\"\n韩梅梅,灯笼\n"));

        shop.Privacy.Erase("李雷");

        File.ReadAllBytes(file).ShouldBe(encoding.GetBytes("编号,备注\n韩梅梅,灯笼\n"));
    }

    [Fact]
    public void A_sign_is_found_across_the_blocks_in_which_a_file_is_read()
    {
        var signs = new PersonSigns("u1", ["王小明的评论"]);
        var text = Encoding.UTF8.GetBytes("王小明的评论");
        for (var at = (1 << 20) - 24; at < (1 << 20) + 24; at++)
        {
            signs.IsIn(FileWith(" u1,"u8, at)).ShouldBeTrue();
            signs.IsIn(FileWith("xu1,"u8, at)).ShouldBeFalse();
            signs.IsIn(FileWith(",u10"u8, at)).ShouldBeFalse();
            signs.IsIn(FileWith(text, at)).ShouldBeTrue();
        }
        signs.IsIn(new MemoryStream("u1"u8.ToArray())).ShouldBeTrue();

        static MemoryStream FileWith(ReadOnlySpan<byte> sign, int at)
        {
            var bytes = new byte[(1 << 20) + 100];
            sign.CopyTo(bytes.AsSpan(at));
            return new(bytes);
        }
    }

    private Workspace Filled()
    {
        var shop = _scratch.Init();
        shop.Log.Append([.. new[] { Person, "李雷", "韩梅梅" }.Select(user => new NewEvent { UserId = user, ItemId = "灯笼", Kind = EventKind.View, Time = Instant.Of(_scratch.Clock.GetUtcNow()) })]);
        return shop;
    }
}
