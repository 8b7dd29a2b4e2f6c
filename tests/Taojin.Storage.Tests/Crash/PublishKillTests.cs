using System.Globalization;
using Taojin.Numerics;
using Taojin.Storage.CrashHost;
using Taojin.Storage.Models;

namespace Taojin.Storage.Tests.Crash;

/// <summary>A child saves and publishes models while it is killed without warning, fifty times over the same workspace.</summary>
public class PublishKillTests : StoreFacts
{
    private const int Moments = 37; // lines that a whole round says

    private protected virtual int Rounds => 50;

    [Fact]
    public void Whenever_a_publisher_is_killed_no_half_version_is_seen_and_the_alias_points_to_a_whole_one()
    {
        using var scratch = NewScratch();
        scratch.Init().Dispose();
        var chance = SplitMix64.Stream(20171126, "kill-publish");
        var (saved, published, leftovers, between) = (0, 0, 0, 0);

        for (var round = 0; round < Rounds; round++)
        {
            var savedBefore = saved;
            Child.RunAndKill(1 + chance.NextInt32(Moments), line =>
            {
                saved = NumberAfter("saved ", line) ?? saved;
                published = NumberAfter("published ", line) ?? published;
            }, scratch.Shop, "publish");
            Check(scratch, saved, published);
            leftovers += Directory.EnumerateDirectories(Path.Combine(scratch.Shop, "models"), "*.unfinished", SearchOption.AllDirectories).Count();
            between += saved > savedBefore ? 1 : 0;
        }

        leftovers.ShouldBeGreaterThan(0); // some kills fell into the writing of a version
        between.ShouldBeInRange(5, Rounds); // and some after it
    }

    private static void Check(Scratch scratch, int saved, int published)
    {
        using var shop = Workspace.Open(scratch.Shop, scratch.Clock);
        var models = shop.Models;
        var versions = models.Versions();

        versions.Select(version => version.Number).ShouldBe(Enumerable.Range(1, versions.Count)); // no gap and no number twice
        versions.Count.ShouldBeInRange(saved, saved + 1); // all that was acknowledged, and perhaps the one whose word did not come through
        foreach (var version in versions)
            KnownModel.IsWhole(models.Open(version), version.Number).ShouldBeTrue(version.ToString());
        var answers = models.Current(KnownModel.Alias);
        (answers?.Number ?? 0).ShouldBeInRange(published, versions.Count);
        if (answers is not null)
            versions.ShouldContain(answers);
    }

    private static int? NumberAfter(string word, string line) =>
        line.StartsWith(word, StringComparison.Ordinal) ? int.Parse(line.AsSpan(word.Length), CultureInfo.InvariantCulture) : null;
}
