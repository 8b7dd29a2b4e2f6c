using Taojin.Data;
using Taojin.Storage.CrashHost;
using Taojin.Storage.Models;
using Taojin.Storage.Privacy;
using Taojin.Storage.Tests.Models;
using Taojin.Testing.Servers;

namespace Taojin.Storage.Tests.Postgres;

/// <summary>Models that one server trains and publishes answer from the others.</summary>
public sealed class SharedModelsTests(PostgresShops shops)
{
    [Fact]
    public void What_one_saves_and_publishes_the_other_lists_opens_and_copies_once()
    {
        using var models = new SavedModels(shops.NewScratch());
        var version = models.Save(1);
        models.Store.Publish(KnownModel.Alias, version, "更好");

        var there = models.Again();

        there.Versions().ShouldBe([version]);
        there.CardOf(version).Data.ShouldBe("杀进程测试");
        there.SizeOf(version).ShouldBe(there.CardOf(version).Parts.Sum(part => part.Bytes));
        KnownModel.IsWhole(there.Open(there.Current(KnownModel.Alias)!), 1).ShouldBeTrue();
        KnownModel.IsWhole(there.Open(version), 1).ShouldBeTrue(); // from its own copy now
        there.Latest(KnownModel.Card.Task, KnownModel.Card.Algorithm).ShouldBe(version);
    }

    [Fact]
    public async Task Who_cannot_take_up_a_publication_now_is_told_again_and_what_users_allow_all_the_same()
    {
        using var two = new TwoShops(shops);
        var times = 0;
        two.Other.Models.Follow(() => throw new IOException($"No space left on device: {Interlocked.Increment(ref times)}"));
        two.Other.Log.Follow(_ => { });
        two.One.Consents.Set("李雷", Purposes.None);

        for (var turn = 0; turn < 200 && (Volatile.Read(ref times) < 2 || two.Other.Consents.Of("李雷") != Purposes.None); turn++)
            await Task.Delay(50, TestContext.Current.CancellationToken);

        times.ShouldBeGreaterThan(1);
        two.Other.Consents.Of("李雷").ShouldBe(Purposes.None);
    }

    [Fact]
    public void Files_of_any_size_come_through_whole()
    {
        using var models = new SavedModels(shops.NewScratch());
        var large = Enumerable.Range(0, (9 << 20) + 7).Select(place => (byte)(place * 31)).ToArray();
        var version = models.Store.Save(KnownModel.Card, writer =>
        {
            writer.Bytes("large", large);
            writer.Bytes("piece", large.AsSpan(0, 4 << 20));
            writer.Bytes("nothing", []);
        });

        var parts = models.Again().Open(version).Parts;

        parts.Bytes("large").ShouldBe(large);
        parts.Bytes("piece").Length.ShouldBe(4 << 20);
        parts.Bytes("nothing").ShouldBeEmpty();
    }

    [Fact]
    public void Versions_that_two_servers_save_at_once_have_two_numbers()
    {
        using var models = new SavedModels(shops.NewScratch());
        ModelStore[] servers = [models.Store, models.Again()];

        Parallel.For(0, 2, server =>
        {
            for (var round = 0; round < 5; round++)
                servers[server].Save(KnownModel.Card, writer => KnownModel.Write(writer, server + 1));
        });

        models.Store.Versions().Select(version => version.Number).ShouldBe(Enumerable.Range(1, 10));
        foreach (var version in models.Store.Versions())
        {
            var number = (int)models.Store.Open(version).Parts.Settings["number"]!;
            KnownModel.IsWhole(models.Store.Open(version), number).ShouldBeTrue();
            KnownModel.IsWhole(models.Again().Open(version), number).ShouldBeTrue();
        }
    }

    [Fact]
    public void Moves_of_two_servers_at_once_come_one_after_the_other_and_none_is_lost()
    {
        using var models = new SavedModels(shops.NewScratch());
        ModelVersion[] versions = [models.Save(1), models.Save(2)];
        ModelStore[] servers = [models.Store, models.Again()];
        models.Again().Open(versions[0]);
        models.Again().Open(versions[1]);

        Parallel.For(0, 2, server =>
        {
            for (var round = 0; round < 40; round++)
                servers[server].Publish($"recommend@{server}-{round / 10}", versions[round % 2], null);
        });

        var published = models.Store.Publications();
        published.Count.ShouldBe(8);
        published.Values.ShouldAllBe(all => all.Count == 10);
        models.Again().Aliases().ShouldBe(models.Store.Aliases(), ignoreOrder: true);
    }

    [Fact]
    public void Of_two_servers_that_take_a_canary_back_at_once_one_does()
    {
        using var models = new SavedModels(shops.NewScratch());
        ModelVersion[] versions = [models.Save(1), models.Save(2)];
        models.Store.Publish(KnownModel.Alias, versions[0], null);
        var taken = 0;

        for (var round = 0; round < 10; round++)
        {
            models.Store.TryOut(KnownModel.Alias, versions[1], 0.1, "再试");
            Parallel.ForEach([models.Store, models.Again()], server =>
            {
                if (server.TakeBack(KnownModel.Alias, versions[1], new(Instant.OfSeconds(1), "errors", "It fails.", "它出错了。")))
                    Interlocked.Increment(ref taken);
            });
        }

        taken.ShouldBe(10);
        models.Store.Current(KnownModel.Alias).ShouldBe(versions[0]);
        models.Store.Publications(KnownModel.Alias).Count(each => each.Ended is not null).ShouldBe(10);
    }

    [Fact]
    public void Bytes_that_were_changed_in_the_store_are_refused()
    {
        var scratch = shops.NewScratch();
        using var models = new SavedModels(scratch);
        var version = models.Save(1);

        PostgresServer.Query(scratch.Settings.Store, "UPDATE model_files SET bytes = set_byte(bytes, 5, (get_byte(bytes, 5) + 1) % 256) WHERE file = 'users'");

        Should.Throw<TaojinException>(() => models.Again().Open(version)).Code.ShouldBe("model.damaged");
        Should.Throw<TaojinException>(() => models.Again().Publish(KnownModel.Alias, version, null)).Code.ShouldBe("model.damaged");
    }
}
