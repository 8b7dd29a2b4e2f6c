using System.Text;
using System.Text.Json;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

/// <summary>A file that is sent to a running server counts from the next list on.</summary>
public sealed class ImportRouteTests(TrainedShop shop)
{
    [Fact]
    public async Task What_a_file_says_was_bought_is_in_no_list_any_more()
    {
        await using var server = await RunningServer.Start(shop);
        var before = await List(server);
        using var file = new StringContent($"user_id,item_id,kind,time\n{shop.Regular},{before[0]},purchase,{shop.Truth.Log.End}\n{shop.Regular},{before[2]},cart,{shop.Truth.Log.Start}\n", Encoding.UTF8, "text/csv");

        using var answer = await server.Client.PostAsync("/api/v1/imports?format=csv&name=订单.csv", file, TestContext.Current.CancellationToken);

        var receipt = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        receipt.GetProperty("accepted").GetInt32().ShouldBe(2);
        var after = await List(server);
        after.ShouldNotContain(before[0]);
        after.ShouldNotContain(before[2]);
        after.ShouldContain(before[1]);
    }

    private async Task<string[]> List(RunningServer server) =>
        [.. (await server.Get($"/api/v1/users/{shop.Regular}/recommendations?n=20&log_shown=false")).Body.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("item_id").GetString()!)];
}
