using Taojin.Data;
using Taojin.Storage.Backup;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>Under a new key everybody is found again by their own id, and nobody by the older key alone.</summary>
public class RotationTests : StoreFacts
{
    private const string Person = NamedShop.Person;

    [Fact]
    public void A_returning_customer_is_found_after_a_rotation_with_all_that_was_known()
    {
        using var scratch = NewScratch();
        var named = new NamedShop(scratch);
        using var shop = named.Open();
        var before = shop.Privacy.Export(Person)["tables"]!.AsObject();
        named.AddKey('n');

        var receipt = shop.Rotation.Run();

        var name = shop.Pseudonyms.Of(Person);
        name.ShouldStartWith("pn2_");
        shop.Pseudonyms.Of(named.Old).ShouldBe(name); // a list that was written before is still understood
        var after = shop.Privacy.Export(Person)["tables"]!.AsObject();
        after.Select(each => $"{each.Key} {each.Value!.AsArray().Count}").ShouldBe(before.Select(each => $"{each.Key} {each.Value!.AsArray().Count}"));
        shop.Consents.Of(Person).ShouldBe(Purposes.Personalisation);
        shop.Models.Open(NamedShop.Model).Parts.Ids("users").ShouldBe([name, "(erased 1)"]);
        File.ReadAllText(Path.Combine(scratch.Shop, "reports", "segment.csv")).ShouldBe($"user_id,segment\n{name},常客\n");
        shop.Log.Append([new() { UserId = Person, ItemId = "p3", Kind = EventKind.View, Time = Instant.Of(scratch.Clock.GetUtcNow()) }, new() { UserId = named.Old, ItemId = "p4", Kind = EventKind.View, Time = Instant.Of(scratch.Clock.GetUtcNow()) }]);
        shop.Lines().Count(line => line.StartsWith(name + " ", StringComparison.Ordinal)).ShouldBe(4);
        shop.Log.Read().Users.Count.ShouldBe(3);
        (receipt.Generation, receipt.Models.Single()).ShouldBe((2, NamedShop.Model.ToString()));
        receipt.Rows["users"].ShouldBe(3);
        shop.Rotation.Receipts().Single().ReceiptId.ShouldBe(receipt.ReceiptId);
    }

    [Fact]
    public void No_file_holds_a_name_that_the_older_key_gives()
    {
        using var scratch = NewScratch();
        var named = new NamedShop(scratch);
        named.Traces(named.Old).ShouldNotBeEmpty();
        named.AddKey('n');

        using (var shop = named.Open())
            shop.Rotation.Run().Backups.Single().What.ShouldBe("names replaced");

        foreach (var sign in new[] { named.Old, named.Other, Person })
        {
            named.Traces(sign).ShouldBeEmpty();
            TracesOfStore(scratch, sign).ShouldBeEmpty();
        }
        BackupManifest.Checked(scratch.PathOf("backup")).Files.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void The_older_key_alone_opens_nothing_any_more_and_all_keys_do()
    {
        using var scratch = NewScratch();
        var named = new NamedShop(scratch);
        var oldKey = File.ReadAllText(named.KeyFile);
        named.AddKey('n');
        named.Open().Dispose(); // a key that waits changes nothing
        using (var shop = named.Open())
        {
            shop.Pseudonyms.Of(Person).ShouldBe(named.Old);
            shop.Rotation.Run();
            Should.Throw<TaojinException>(() => shop.Rotation.Run()).Code.ShouldBe("privacy.key-no-new");
        }
        var keys = File.ReadAllText(named.KeyFile);

        File.WriteAllText(named.KeyFile, oldKey);
        Should.Throw<TaojinException>(named.Open).Code.ShouldBe("privacy.key-missing");
        File.WriteAllText(named.KeyFile, new string('n', 64));
        Should.Throw<TaojinException>(named.Open).Code.ShouldBe("privacy.key-missing");
        File.WriteAllText(named.KeyFile, keys);
        named.AddKey('m');
        using var again = named.Open();
        again.Rotation.Run().Generation.ShouldBe(3);
        again.Pseudonyms.Of(named.Old).ShouldBe(again.Pseudonyms.Of(Person));
        again.Privacy.Export(Person)["tables"]!["events"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public void Events_and_readers_go_on_beside_a_rotation_and_nobody_becomes_two()
    {
        using var scratch = NewScratch();
        var named = new NamedShop(scratch);
        named.AddKey('n');
        using var shop = named.Open();
        var seen = 0;

        Parallel.For(0, 24, new() { MaxDegreeOfParallelism = 4 }, turn =>
        {
            if (turn == 5)
                shop.Rotation.Run();
            else if (turn % 3 == 0)
                Interlocked.Add(ref seen, shop.Log.Read().Count);
            else
                Append(shop, turn);
        });

        var log = shop.Log.Read();
        log.Users.Count.ShouldBe(3);
        log.Users.Ids.ShouldAllBe(id => id.StartsWith("pn2_", StringComparison.Ordinal));
        log.Count.ShouldBe(4 + 15);
        seen.ShouldBeGreaterThan(0);
    }

    private protected virtual IReadOnlyList<string> TracesOfStore(Scratch scratch, string sign) => [];

    private static void Append(Workspace shop, int turn) => shop.Log.Append(
        [new() { UserId = Person, ItemId = $"q{turn}", Kind = EventKind.View, Time = Instant.OfSeconds(1_760_000_000 + turn) }]);
}
