namespace Taojin.Cli.Tests;

/// <summary>The samples that README and guide quote do what they say.</summary>
public sealed class SampleTests : FolderOfItsOwn
{
    [Fact]
    public async Task PurchasePrediction_tells_who_will_buy_what_and_why()
    {
        var said = (await new BuiltProgram("PurchasePrediction", "PurchasePrediction").Run(await Source(), PathOf("purchase"))).ShouldBeDone().Output;
        said.ShouldContain("Logistic regression: AUC 0.9");
        said.ShouldContain("Gradient-boosted trees: AUC 0.9");
        said.Split('\n').Count(line => line.Contains('%', StringComparison.Ordinal)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Recommend_makes_a_list_that_changes_with_a_click()
    {
        var said = (await new BuiltProgram("Recommend", "Recommend").Run(await Source(), PathOf("recommend"))).ShouldBeDone().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var listed = said.Where(line => char.IsDigit(line[0])).ToArray();
        listed.Length.ShouldBe(5);
        said[^1].ShouldStartWith("After a cart: ");
        said[^1].ShouldNotContain(listed[0].Split("  ")[0][3..]);
    }

    /// <summary>The built-in shop's own file.</summary>
    private async Task<string> Source()
    {
        (await BuiltProgram.Taojin.Run("demo", "--no-serve", "--json", "--workspace", PathOf("demo"))).ShouldBeDone();
        return $"csv:{PathOf("demo/events.csv")}";
    }
}
