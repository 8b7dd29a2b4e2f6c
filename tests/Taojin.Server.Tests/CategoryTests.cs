using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

/// <summary>Categories over HTTP: asked for, queued, answered.</summary>
public sealed class CategoryTests(TrainedShop shop)
{
    [Fact]
    public async Task Each_product_gets_its_category_or_its_own_rejection()
    {
        await using var server = await RunningServer.Start(shop);
        var title = shop.Prepared.Log.Items.Title[0]!;

        var (status, answer) = await server.Post("/api/v1/classifications", $$"""{"products":[{"title":"{{title}}"},{"title":"😀"},{}]}""");

        status.ShouldBe(200);
        var said = answer.GetProperty("classifications");
        said[0].GetProperty("category").GetString().ShouldBe(shop.Prepared.Log.Items.Categories.IdAt(shop.Prepared.Log.Items.CategoryOf(0)));
        said[0].GetProperty("model").GetString().ShouldStartWith("category/linear-text/");
        said[0].GetProperty("words").GetArrayLength().ShouldBeGreaterThan(0);
        said[1].GetProperty("fault").GetProperty("code").GetString().ShouldBe("product.no-words");
        said[2].GetProperty("state").GetString().ShouldBe("rejected");
        (await server.Post("/api/v1/classifications", """{"products":[]}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_queue_is_answered_with_author_and_time()
    {
        await using var server = await RunningServer.Start(shop);
        var (_, queue) = await server.Get("/api/v1/labels/queue?n=3");
        var item = queue.GetProperty("products")[0].GetProperty("item_id").GetString()!;

        var (status, label) = await server.Post("/api/v1/labels", $$"""{"item_id":"{{item}}","answer":"accept","author":"王芳"}""");

        status.ShouldBe(200);
        label.GetProperty("author").GetString().ShouldBe("王芳");
        label.GetProperty("time").GetString().ShouldNotBeNullOrEmpty();
        var (_, after) = await server.Get("/api/v1/labels/queue?n=1000");
        after.GetProperty("products").EnumerateArray().ShouldNotContain(each => each.GetProperty("item_id").GetString() == item);
        (await server.Post("/api/v1/labels", $$"""{"item_id":"{{item}}","answer":"maybe","author":"王芳"}""")).Status.ShouldBe(400);
    }
}
