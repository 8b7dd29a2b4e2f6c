using Taojin.Data;
using Taojin.Storage.CrashHost;
using Taojin.Storage.Models;

namespace Taojin.Storage.Tests.Models;

/// <summary>Versions that are tried out, promoted and taken back; the registry forgets none.</summary>
public class CanaryTests
{
    private const string Alias = KnownModel.Alias;

    private protected virtual SavedModels NewModels() => new();

    [Fact]
    public void A_canary_leaves_the_stable_version_where_it_is_until_it_is_promoted()
    {
        using var models = NewModels();
        ModelVersion[] versions = [models.Save(1), models.Save(2)];
        models.Store.Publish(Alias, versions[0], null);

        models.Store.TryOut(Alias, versions[1], 0.1, "试运行");
        models.Again().Current(Alias).ShouldBe(versions[0]);
        models.Again().Canary(Alias)!.Share.ShouldBe(0.1);
        models.Store.History(Alias).ShouldBe([versions[0]]);

        models.Store.TryOut(Alias, versions[1], 0.5, null);
        models.Again().Canary(Alias).ShouldNotBeNull().Reason.ShouldBe("试运行");
        models.Again().Canary(Alias)!.Share.ShouldBe(0.5);
        models.Again().Promote(Alias).ShouldBe(versions[1]);

        models.Store.Canary(Alias).ShouldBeNull();
        models.Store.History(Alias).ShouldBe([versions[1], versions[0]]);
        models.Store.Publications(Alias)[^1].TriedSince.ShouldNotBeNull();
        models.Store.Rollback(Alias).ShouldBe(versions[0]);
    }

    [Fact]
    public void What_was_taken_back_stays_in_the_registry_with_its_reason_and_figures()
    {
        using var models = NewModels();
        ModelVersion[] versions = [models.Save(1), models.Save(2)];
        models.Store.Publish(Alias, versions[0], null);
        models.Store.TryOut(Alias, versions[1], 0.1, null);
        var why = new Withdrawal(Instant.OfSeconds(1_700_000_000), "errors", "It fails.", "它出错了。") { Figures = [new("share of errors", 0.3, 0.01, 100)] };

        models.Store.TakeBack(Alias, versions[1], why).ShouldBeTrue();
        models.Store.TakeBack(Alias, versions[1], why).ShouldBeFalse(); // somebody was faster
        models.Store.TakeBack(Alias, versions[0], why).ShouldBeFalse(); // nobody would answer

        var kept = models.Again().Publications(Alias)[^1];
        (kept.Version, kept.Share, kept.Ended!.Code, kept.Ended.TextZh, kept.Ended.IsAutomatic).ShouldBe((versions[1].ToString(), 0.1, "errors", "它出错了。", true));
        kept.Ended.Figures.ShouldBe(why.Figures);
        models.Again().Current(Alias).ShouldBe(versions[0]);
        models.Again().Canary(Alias).ShouldBeNull();
    }

    [Fact]
    public void A_rollback_ends_the_canary_first()
    {
        using var models = NewModels();
        ModelVersion[] versions = [models.Save(1), models.Save(2), models.Save(3)];
        models.Store.Publish(Alias, versions[0], null);
        models.Store.Publish(Alias, versions[1], null);
        models.Store.TryOut(Alias, versions[2], 0.2, null);

        models.Store.Rollback(Alias).ShouldBe(versions[1]);
        models.Store.Rollback(Alias).ShouldBe(versions[0]);
        Should.Throw<TaojinException>(() => models.Store.Rollback(Alias)).Code.ShouldBe("model.no-earlier");
    }

    [Fact]
    public void Publishing_ends_a_canary_of_another_version_and_promotes_one_of_the_same()
    {
        using var models = NewModels();
        ModelVersion[] versions = [models.Save(1), models.Save(2), models.Save(3)];
        models.Store.Publish(Alias, versions[0], null);
        models.Store.TryOut(Alias, versions[1], 0.2, null);
        models.Store.Publish(Alias, versions[2], null);
        models.Store.Publications(Alias).Single(each => each.Version == versions[1].ToString()).Ended!.Code.ShouldBe(Withdrawal.Replaced);

        models.Store.TryOut(Alias, versions[1], 0.2, null);
        models.Store.Publish(Alias, versions[1], null);
        models.Store.History(Alias).ShouldBe([versions[1], versions[2], versions[0]]);
    }

    [Fact]
    public void What_cannot_be_tried_out_is_refused_and_changes_nothing()
    {
        using var models = NewModels();
        ModelVersion[] versions = [models.Save(1), models.Save(2), models.Save(3)];
        string? Code(Action act) => (Record.Exception(act) as TaojinException)?.Code;

        Code(() => models.Store.TryOut(Alias, versions[0], 0.1, null)).ShouldBe("canary.no-stable");
        Code(() => models.Store.Promote(Alias)).ShouldBe("canary.none");
        models.Store.Publish(Alias, versions[0], null);
        Code(() => models.Store.TryOut(Alias, versions[0], 0.1, null)).ShouldBe("canary.answers");
        Code(() => models.Store.TryOut(Alias, versions[1], 1, null)).ShouldBe("canary.share");
        models.Store.TryOut(Alias, versions[1], 0.1, null);
        Code(() => models.Store.TryOut(Alias, versions[2], 0.1, null)).ShouldBe("canary.running");
        models.Change(versions[1], "users", whole => whole[..^1]);
        Code(() => models.Store.Promote(Alias)).ShouldBe("model.damaged");

        models.Again().Current(Alias).ShouldBe(versions[0]);
        models.Again().Canary(Alias)!.Version.ShouldBe(versions[1].ToString());
    }
}
