using Taojin.Data;
using Taojin.Storage.CrashHost;
using Taojin.Storage.Models;

namespace Taojin.Storage.Tests.Models;

/// <summary>Who answers under a name is moved whole, back as well as forth.</summary>
public class AliasTests
{
    private protected virtual SavedModels NewModels() => new();

    [Fact]
    public void A_published_version_answers_and_those_before_come_back_one_by_one()
    {
        using var models = NewModels();
        ModelVersion[] versions = [models.Save(1), models.Save(2), models.Save(3)];
        foreach (var version in versions)
            models.Store.Publish(KnownModel.Alias, version, "试运行");

        models.Again().Current(KnownModel.Alias).ShouldBe(versions[2]);
        models.Store.Rollback(KnownModel.Alias).ShouldBe(versions[1]);
        models.Again().Rollback(KnownModel.Alias).ShouldBe(versions[0]);

        models.Store.Current(KnownModel.Alias).ShouldBe(versions[0]);
        Should.Throw<TaojinException>(() => models.Store.Rollback(KnownModel.Alias)).Code.ShouldBe("model.no-earlier");
        models.Store.Current(KnownModel.Alias).ShouldBe(versions[0]);
    }

    [Fact]
    public void Aliases_do_not_touch_one_another()
    {
        using var models = NewModels();
        var (one, other) = (models.Save(1), models.Save(2));
        models.Store.Publish("recommend@live", one, null);
        models.Store.Publish("recommend@fallback", other, null);

        Should.Throw<TaojinException>(() => models.Store.Rollback("recommend@live")).Code.ShouldBe("model.no-earlier");
        Should.Throw<TaojinException>(() => models.Store.Rollback("purchase@live")).Code.ShouldBe("model.no-earlier");

        models.Store.Aliases().ShouldBe(new Dictionary<string, ModelVersion> { ["recommend@fallback"] = other, ["recommend@live"] = one }, ignoreOrder: true);
    }

    [Fact]
    public void A_version_that_is_missing_or_damaged_is_not_published_and_the_old_one_goes_on()
    {
        using var models = NewModels();
        var (good, bad) = (models.Save(1), models.Save(2));
        models.Store.Publish(KnownModel.Alias, good, null);
        models.Change(bad, "users", whole => whole[..^1]);

        Should.Throw<TaojinException>(() => models.Store.Publish(KnownModel.Alias, bad, null)).Code.ShouldBe("model.damaged");
        Should.Throw<TaojinException>(() => models.Store.Publish(KnownModel.Alias, good with { Number = 99 }, null)).Code.ShouldBe("model.missing");

        models.Again().Current(KnownModel.Alias).ShouldBe(good);
    }

    [Fact]
    public void There_is_no_way_back_to_a_damaged_version()
    {
        using var models = NewModels();
        var (before, now) = (models.Save(1), models.Save(2));
        models.Store.Publish(KnownModel.Alias, before, null);
        models.Store.Publish(KnownModel.Alias, now, null);
        models.Change(before, "ids", whole => whole[..^1]);

        Should.Throw<TaojinException>(() => models.Store.Rollback(KnownModel.Alias)).Code.ShouldBe("model.damaged");

        models.Again().Current(KnownModel.Alias).ShouldBe(now);
    }

    [Fact]
    public async Task Whoever_reads_while_it_is_moved_sees_the_old_or_the_new()
    {
        using var models = NewModels();
        ModelVersion[] versions = [models.Save(1), models.Save(2)];
        models.Store.Publish(KnownModel.Alias, versions[0], null);
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            var store = models.Again();
            do
                versions.ShouldContain(store.Current(KnownModel.Alias).ShouldNotBeNull());
            while (!done.IsCancellationRequested);
        });

        for (var move = 0; move < 100; move++)
            models.Store.Publish(KnownModel.Alias, versions[move % 2], null);
        await done.CancelAsync();

        await reader;
    }
}
