using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

public sealed class MarketingTests(TrainedShop shop)
{
    [Fact]
    public async Task Segments_baskets_and_opportunities_come_in_both_languages()
    {
        await using var server = await RunningServer.Start(shop);

        var (status, segments) = await server.Get("/api/v1/market/segments");

        status.ShouldBe(200);
        segments.GetProperty("segments")[0].GetProperty("segment").GetProperty("name_zh").GetString()!.ShouldContain(letter => letter > 0x2E80);
        (await server.Get("/api/v1/market/baskets?support=0.01")).Item2.GetProperty("baskets").GetInt32().ShouldBeGreaterThan(0);
        (await server.Get("/api/v1/market/opportunities")).Item2.GetProperty("missing").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_is_out_of_range_is_refused_with_a_remedy()
    {
        await using var server = await RunningServer.Start(shop);

        var (status, problem) = await server.Get("/api/v1/market/baskets?support=0");

        status.ShouldBe(400);
        problem.GetProperty("code").GetString().ShouldBe("request.out-of-range");
    }
}
