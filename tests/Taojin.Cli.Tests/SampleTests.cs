namespace Taojin.Cli.Tests;

/// <summary>The samples that README and guide quote do what they say.</summary>
[Collection(nameof(TrainedFolder))]
public sealed class SampleTests(TrainedFolder trained) : FolderOfItsOwn
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

    [Fact]
    public async Task Storefront_asks_a_running_server_and_tells_it_what_came_of_the_list()
    {
        var shop = trained.CopyTo(PathOf("shop"));
        string[] said;
        using (var server = await Served.Start(shop))
        {
            said = (await new BuiltProgram("Storefront", "Storefront").Run(server.Client.BaseAddress!.OriginalString, "买家7")).ShouldBeDone().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await server.End();
        }
        said[0].ShouldBe("Found: 青瓷礼盒 celadon gift box");
        said.Count(line => char.IsDigit(line[0])).ShouldBe(5);
        said.Single(line => line.StartsWith("After a cart: ", StringComparison.Ordinal)).Split(", ").Length.ShouldBe(5);
        said.Count(line => line.EndsWith("to be bought", StringComparison.Ordinal)).ShouldBe(3);
        (await BuiltProgram.Taojin.Run("privacy", "export", "买家7", "--json", "-w", shop)).ShouldBeDone().Output.ShouldContain("\"value\": 4.5");
    }

    /// <summary>The built-in shop's own file.</summary>
    private async Task<string> Source()
    {
        (await BuiltProgram.Taojin.Run("demo", "--no-serve", "--json", "--workspace", PathOf("demo"))).ShouldBeDone();
        return $"csv:{PathOf("demo/events.csv")}";
    }
}
