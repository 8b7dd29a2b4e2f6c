using Taojin.Mining.Features;
using Taojin.Tests.Shops;

namespace Taojin.House.Tests;

/// <summary>The guide says of every feature how far it may lie behind on a cluster, as its card does.</summary>
public sealed class FeatureDelayTests
{
    [Fact]
    public void The_table_of_the_guide_is_that_of_the_cards()
    {
        var rows = File.ReadAllLines(Path.Combine(Approved.Root, "docs", "guide", "cluster.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();

        rows.Length.ShouldBe(2);
        rows[0].ShouldStartWith($"| {Names(TimeSpan.Zero)} |");
        rows[0].ShouldEndWith("| nothing: exact, to the bit |");
        rows[1].ShouldStartWith($"| {Names(FeatureCard.ShopDelay)} |");
        rows[1].ShouldEndWith("| half a second and the time of reading |");
        FeatureCard.ShopDelay.ShouldBe(TimeSpan.FromSeconds(.5));
    }

    private static string Names(TimeSpan delay) => string.Join(", ", FeatureCatalog.Cards.Where(card => card.Delay == delay).Select(card => $"`{card.Name}`"));
}
