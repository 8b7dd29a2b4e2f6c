using Taojin.Numerics;
using Taojin.Storage.CrashHost;
using Taojin.Storage.Models;

namespace Taojin.Storage.Tests.Crash;

/// <summary>A child tries versions out, promotes them and takes them back while it is killed without warning.</summary>
public class PromoteKillTests : StoreFacts
{
    private const int Moments = 49; // lines that a whole round says

    private protected virtual int Rounds => 30;

    [Fact]
    public void Whenever_it_is_killed_one_version_answers_or_the_other_and_what_was_done_is_remembered()
    {
        using var scratch = NewScratch();
        using (var shop = scratch.Init())
        {
            var saved = new[] { 1, 2 }.Select(number => shop.Models.Save(KnownModel.Card, writer => KnownModel.Write(writer, number))).ToArray();
            shop.Models.Publish(KnownModel.Alias, saved[0], null);
        }
        var (chance, turns, kept) = (SplitMix64.Stream(20171126, "kill-promote"), 0, 0);

        for (var round = 0; round < Rounds; round++)
        {
            Child.RunAndKill(1 + chance.NextInt32(Moments), line => turns += line == "turned" ? 1 : 0, scratch.Shop, "promote");
            kept = Check(scratch, turns, kept);
        }

        turns.ShouldBeGreaterThan(Rounds);
    }

    /// <summary>Gives the number of publications, which never becomes less.</summary>
    private static int Check(Scratch scratch, int turns, int kept)
    {
        using var shop = Workspace.Open(scratch.Shop, scratch.Clock);
        var (versions, all) = (shop.Models.Versions(), shop.Models.Publications(KnownModel.Alias));

        versions.ShouldContain(shop.Models.Current(KnownModel.Alias).ShouldNotBeNull());
        all.Count(each => each.IsCanary).ShouldBeLessThanOrEqualTo(1);
        if (shop.Models.Canary(KnownModel.Alias) is { } canary)
            canary.Version.ShouldNotBe(shop.Models.Current(KnownModel.Alias)!.ToString());
        all.Count(each => each.Ended is { Code: "errors" }).ShouldBeGreaterThanOrEqualTo(turns); // each whole turn took one back for its errors
        all.Count(each => each.Ended is { Code: Withdrawal.Person }).ShouldBeGreaterThanOrEqualTo(turns);
        all.Count.ShouldBeGreaterThanOrEqualTo(kept);
        return all.Count;
    }
}
