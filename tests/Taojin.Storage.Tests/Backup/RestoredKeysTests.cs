using Taojin.Storage.Access;
using Taojin.Storage.Backup;

namespace Taojin.Storage.Tests.Backup;

/// <summary>A key that was revoked stays revoked in a shop that is made of an older backup.</summary>
public sealed class RestoredKeysTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_key_that_the_shop_has_revoked_since_opens_no_restored_shop()
    {
        var (stays, goes) = Made(out var backup);

        var result = Backups.Restore(backup, _scratch.PathOf("restored"), _scratch.Clock);
        using var shop = Workspace.Open(_scratch.Shop, _scratch.Clock);
        var beside = shop.Backups.RestoreBeside(backup);

        foreach (var (folder, keys) in new[] { (_scratch.PathOf("restored"), result.Keys!), (backup + Backups.Restored, beside.Keys!) })
        {
            (keys.Kept, keys.Revoked, keys.IsChecked).ShouldBe((1, 1, true));
            new KeyFile(folder, _scratch.Clock).All().Single().Id.ShouldBe(stays);
            Directory.GetFiles(folder, "*.lock").ShouldBeEmpty();
        }
        result.Keys!.WhatZh.ShouldBe("密钥：备份中的 1 个可用；备份之后已吊销的 1 个未恢复。");
        new KeyFile(backup, _scratch.Clock).All().Select(key => key.Id).ShouldContain(goes); // the backup is as it was
    }

    [Fact]
    public void Where_there_is_no_shop_to_ask_all_open_it_and_the_answer_says_so()
    {
        _ = Made(out var backup);
        Directory.Move(backup, _scratch.PathOf("far"));
        Directory.Move(_scratch.Shop, _scratch.PathOf("lost"));

        var keys = Backups.Restore(_scratch.PathOf("far"), _scratch.PathOf("restored"), _scratch.Clock).Keys!;

        (keys.Kept, keys.Revoked, keys.IsChecked).ShouldBe((2, 0, false));
        keys.What.ShouldContain("nothing is known of keys revoked since 2026-01-01T00:00:00Z");
        keys.WhatZh.ShouldContain("全部 2 个重新可用");
        new KeyFile(_scratch.PathOf("restored"), _scratch.Clock).All().Count.ShouldBe(2);
    }

    [Fact]
    public void A_shop_without_keys_is_restored_without_a_word_of_them()
    {
        using (var shop = _scratch.Init())
            shop.Backups.Make(_scratch.PathOf("backup"));

        Backups.Restore(_scratch.PathOf("backup"), _scratch.PathOf("restored"), _scratch.Clock).Keys.ShouldBeNull();
    }

    private (string Stays, string Goes) Made(out string backup)
    {
        using var shop = _scratch.Init();
        var keys = new KeyFile(_scratch.Shop, _scratch.Clock);
        var (stays, goes) = (keys.Add("网站", AccessScopes.Read, []).Key.Id, keys.Add("旧同事", AccessScopes.Admin, []).Key.Id);
        backup = _scratch.PathOf("shop/backups/a");
        shop.Backups.Make(backup);
        keys.Revoke(goes);
        return (stays, goes);
    }
}
