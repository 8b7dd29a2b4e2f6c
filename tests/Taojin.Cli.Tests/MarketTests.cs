using System.Text;

namespace Taojin.Cli.Tests;

/// <summary>The market group as a marketer uses it: from a file of orders to a table for a mail tool and a page.</summary>
public sealed class MarketTests : FolderOfItsOwn
{
    private string Shop => PathOf("店铺");

    [Fact]
    public async Task From_orders_to_segments_a_csv_and_a_page()
    {
        await Taojin("init");
        await Taojin("import", $"csv:{Orders()}", "--kind", "purchase");

        (await Taojin("market", "segments", "--csv", PathOf("名单.csv"), "--json")).Json.GetProperty("customers").GetInt32().ShouldBe(90);
        (await File.ReadAllLinesAsync(PathOf("名单.csv"), TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(
            lines => lines.Length.ShouldBe(91), lines => lines.ShouldContain(line => line.StartsWith("'=买家0,", StringComparison.Ordinal)));
        (await Taojin("market", "baskets", "--support", "0.05", "--json")).Json.GetProperty("rules").GetInt32().ShouldBeGreaterThan(0);
        (await Taojin("market", "opportunities", "--lang", "zh")).Output.ShouldContain("没有浏览记录");
        File.Exists((await Taojin("market", "report")).Output.Trim()).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_command_the_group_tells_which_there_are_and_without_orders_what_to_do()
    {
        var ended = await BuiltProgram.Taojin.Run("market");
        ended.Code.ShouldNotBe(0);
        await Taojin("init");
        var empty = await BuiltProgram.Taojin.Run("market", "value", "--workspace", Shop);
        (empty.Code, empty.Output).ShouldBe((1, ""));
        empty.Errors.ShouldContain("market.no-orders");
    }

    private async Task<Ended> Taojin(params string[] arguments) => (await BuiltProgram.Taojin.Run([.. arguments, "--workspace", Shop])).ShouldBeDone();

    /// <summary>Ninety buyers over half a year; tea and a cup go together.</summary>
    private string Orders()
    {
        var text = new StringBuilder("user_id,item_id,time,price,order_id\n");
        for (var user = 0; user < 90; user++)
            for (var order = 0; order <= user % 6; order++)
            {
                var time = 1_735_700_000 + (user * 40_000) + (order * (900_000 + (user * 9000)));
                text.Append($"=买家{user},茶,{time},20,{user}-{order}\n");
                if ((user + order) % 3 > 0)
                    text.Append($"=买家{user},杯,{time},15,{user}-{order}\n");
            }
        File.WriteAllText(PathOf("orders.csv"), text.ToString());
        return PathOf("orders.csv");
    }
}
