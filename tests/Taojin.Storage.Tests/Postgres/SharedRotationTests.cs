using Taojin.Data;
using Taojin.Storage.Postgres;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Tests.Postgres;

/// <summary>Two servers of one store under pseudonyms: what one rotates the other follows, and never writes an older name.</summary>
public sealed class SharedRotationTests(PostgresShops shops)
{
    private const string Person = "王小明@example.cn";

    [Fact]
    public async Task A_running_server_follows_a_rotation_of_another_and_writes_no_older_name()
    {
        using var one = shops.NewScratch();
        using var other = new Scratch { Settings = one.Settings };
        var key = one.File("keys/pseudonym.key", new string('k', 64) + "\n");
        var settings = new WorkspaceSettings { Threads = 2, MemoryLimitGb = 1, Privacy = new() { PseudonymKeyFile = key } };
        using var rotating = one.Init(settings);
        using var following = other.Init(settings);
        following.Log.Follow(_ => { }); // as a running server does
        Append(following, 0);
        Append(rotating, 1);
        following.Consents.Set(Person, Purposes.Analytics);
        File.AppendAllText(key, new string('n', 64) + "\n");
        await File.WriteAllTextAsync(Path.Combine(following.Folder, "reports", "segment.csv"), following.Pseudonyms.Of(Person), TestContext.Current.CancellationToken);

        rotating.Rotation.Run();
        var refused = 0;
        for (var turn = 0; turn < 100 && following.Rotation.Receipts().Count == 0; turn++)
        {
            refused += TryAppend(following, 2 + turn) ? 0 : 1;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        following.Pseudonyms.Generation.ShouldBe(2);
        var lines = following.Lines();
        lines.ShouldAllBe(line => line.StartsWith("pn2_", StringComparison.Ordinal));
        lines.ShouldBe(rotating.Lines());
        rotating.Log.Read().Users.Count.ShouldBe(1);
        following.Consents.Of(Person).ShouldBe(Purposes.Analytics);
        (await File.ReadAllTextAsync(Path.Combine(following.Folder, "reports", "segment.csv"), TestContext.Current.CancellationToken)).ShouldBe(rotating.Pseudonyms.Of(Person));
        refused.ShouldBeLessThan(100);
    }

    [Fact]
    public void A_server_without_the_key_of_the_store_is_refused_and_one_that_was_closed_follows_when_it_opens()
    {
        using var one = shops.NewScratch();
        using var other = new Scratch { Settings = one.Settings };
        var key = one.File("keys/pseudonym.key", new string('k', 64) + "\n");
        var settings = new WorkspaceSettings { Threads = 2, MemoryLimitGb = 1, Privacy = new() { PseudonymKeyFile = key } };
        using var rotating = one.Init(settings);
        Append(rotating, 0);
        other.Init(settings).Dispose();
        File.AppendAllText(key, new string('n', 64) + "\n");

        rotating.Rotation.Run();

        using (var following = Workspace.Open(other.Shop, other.Clock))
            following.Lines().ShouldBe(rotating.Lines());
        using var third = new Scratch { Settings = one.Settings };
        Should.Throw<TaojinException>(() => third.Init()).Code.ShouldBe("privacy.key-missing");
    }

    [Fact]
    public async Task A_node_that_was_started_with_all_keys_follows_a_rotation_and_one_with_the_old_key_alone_writes_nothing()
    {
        var (old, next) = (new string('k', 64), new string('n', 64));
        using var one = shops.NewScratch();
        var key = one.File("keys/pseudonym.key", old + "\n");
        using var rotating = one.Init(new() { Threads = 2, MemoryLimitGb = 1, Privacy = new() { PseudonymKeyFile = key } });
        using var node = PartitionedLog.Open(rotating.Settings.Store, TimeProvider.System, Pseudonyms.OfKeys($"{old} {next}"));
        using var behind = PartitionedLog.Open(rotating.Settings.Store, TimeProvider.System, Pseudonyms.OfKeys(old));
        (await node.AppendAsync([Event(0)])).Accepted.ShouldBe(1);
        File.AppendAllText(key, next + "\n");

        rotating.Rotation.Run();
        (await node.AppendAsync([Event(1)])).Accepted.ShouldBe(1);
        (await Should.ThrowAsync<TaojinException>(() => behind.AppendAsync([Event(2)]))).Code.ShouldBe("privacy.key-missing");

        rotating.Lines().Count.ShouldBe(2);
        rotating.Lines().ShouldAllBe(line => line.StartsWith("pn2_", StringComparison.Ordinal));
        rotating.Log.Read().Users.Count.ShouldBe(1);
    }

    private static bool TryAppend(Workspace shop, int place)
    {
        try
        {
            Append(shop, place);
            return true;
        }
        catch (TaojinException fault) when (fault.Code == "privacy.key-rotated")
        {
            return false;
        }
    }

    private static void Append(Workspace shop, int place) => shop.Log.Append([Event(place)]);

    private static NewEvent Event(int place) => new() { EventId = $"e-{place}", UserId = Person, ItemId = "t1", Kind = EventKind.View, Time = Instant.OfSeconds(1_760_000_000 + place) };
}
