using Taojin.Numerics;
using Taojin.Storage.Tests.Crash;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>A child rotates the key again and again while it is killed without warning.</summary>
public class RotateKillTests : StoreFacts
{
    private protected virtual int Rounds => 9;

    /// <summary>Lines that a whole rotation with a backup says.</summary>
    private protected virtual int Moments => 13;

    [Fact]
    public void Whenever_a_rotation_is_killed_the_names_are_all_old_or_all_new()
    {
        using var scratch = NewScratch();
        var named = new NamedShop(scratch);
        var chance = SplitMix64.Stream(20260505, "kill-rotate");
        var (generation, name) = (1, named.Old);

        for (var round = 0; round < Rounds; round++)
        {
            named.AddKey((char)('a' + round));
            var lines = new List<string>();
            Child.RunAndKill(1 + chance.NextInt32(Moments), lines.Add, scratch.Shop, "rotate");

            using var shop = named.Open();
            if (shop.Pseudonyms.Generation == generation)
            {
                lines.ShouldNotContain("noted"); // before that nothing has begun
                shop.Rotation.Run();
            }
            generation = round + 2;
            Check(shop, named, generation);
            named.Traces(name).ShouldBeEmpty();
            name = shop.Pseudonyms.Of(NamedShop.Person);
        }
    }

    private static void Check(Workspace shop, NamedShop named, int generation)
    {
        shop.Pseudonyms.Generation.ShouldBe(generation);
        File.Exists(Path.Combine(shop.Folder, "rotations", "pending.json")).ShouldBeFalse();
        var log = shop.Log.Read();
        (log.Count, log.Users.Count).ShouldBe((4, 3));
        log.Users.Ids.ShouldAllBe(id => id.StartsWith($"pn{generation}_", StringComparison.Ordinal));
        shop.Privacy.Export(NamedShop.Person)["tables"]!["events"]!.AsArray().Count.ShouldBe(2);
        shop.Models.Open(NamedShop.Model).Parts.Ids("users")[0].ShouldBe(shop.Pseudonyms.Of(NamedShop.Person));
        Storage.Backup.BackupManifest.Checked(shop.Backups.All().Single().Path).Files.ShouldNotBeEmpty();
    }
}
