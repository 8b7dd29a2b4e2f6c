using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Taojin.Server.Tests.Access;
using Taojin.Workflows.Feeds;

namespace Taojin.Server.Tests;

/// <summary>A webhook is let in by its signature alone, once, and not long after it was signed.</summary>
public sealed class WebhookTests
{
    private const string Secret = "correct-horse-battery", Body = """[{"event_id":"w-1","user_id":"李雷","item_id":"p1","kind":"cart"}]""";
    private const string Order = """{"id":450789469,"currency":"CNY","created_at":"2026-05-04T10:00:00+08:00","customer":{"id":207119551},"line_items":[{"id":1,"product_id":632910392,"variant_id":7,"title":"红灯笼","price":"19.90","quantity":2},{"id":2,"product_id":null}]}""";

    public WebhookTests() => Environment.SetEnvironmentVariable("TAOJIN_WEBHOOK_SECRET", Secret);

    [Fact]
    public async Task A_signed_message_is_taken_and_the_same_again_is_refused()
    {
        using var shop = new BareShop();
        await using var server = await shop.Serve("the-owner-of-the-shop"); // keys are asked for elsewhere
        var signature = new WebhookSignature(Secret, TimeProvider.System).Sign(Encoding.UTF8.GetBytes(Body));

        (await Send(server, "events", ("X-Taojin-Signature", signature), Body)).ShouldBe((200, 1));
        (await Send(server, "events", ("X-Taojin-Signature", signature), Body)).ShouldBe((401, 0));
        (await Send(server, "events", ("X-Taojin-Signature", signature + ",x=1"), Body)).Item1.ShouldBe(401);
        (await Send(server, "events", ("X-Taojin-Signature", signature[..^4] + signature[^4..].ToUpperInvariant() + ",v1=00"), Body)).Item1.ShouldBe(401);
        (await Send(server, "events", ("X-Taojin-Signature", signature), Body.Replace("cart", "view", StringComparison.Ordinal))).Item1.ShouldBe(401);
        (await Send(server, "events", ("X-Nothing", ""), Body)).Item1.ShouldBe(401);
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public void A_message_out_of_its_time_is_refused(int minutes)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var then = new FixedTime(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(minutes));
        new WebhookSignature(Secret, TimeProvider.System).IsRight(new WebhookSignature(Secret, then).Sign(body), body).ShouldBeFalse();
        new WebhookSignature(Secret, then).IsRight(new WebhookSignature(Secret, then).Sign(body), body).ShouldBeTrue();
        new WebhookSignature("another-horse-battery", then).IsRight(new WebhookSignature(Secret, then).Sign(body), body).ShouldBeFalse();
    }

    [Fact]
    public async Task An_order_of_Shopify_is_its_lines_and_counts_once()
    {
        using var shop = new BareShop();
        await using var server = await shop.Serve("the-owner-of-the-shop");
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Order)));

        (await Send(server, "shopify", ("X-Shopify-Hmac-Sha256", signature), Order)).ShouldBe((200, 1));
        (await Send(server, "shopify", ("X-Shopify-Hmac-Sha256", signature), Order)).ShouldBe((200, 0));
        (await Send(server, "shopify", ("X-Shopify-Hmac-Sha256", "bm8="), Order)).Item1.ShouldBe(401);

        var bought = ShopifyOrder.Events(Encoding.UTF8.GetBytes(Order)).Single();
        (bought.UserId, bought.ItemId, bought.Price, bought.Quantity, bought.Time.ToString()).ShouldBe(("207119551", "632910392", 19.9f, 2f, "2026-05-04T02:00:00Z"));
    }

    private static async Task<(int, int)> Send(RunningServer server, string name, (string Name, string Value) header, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/webhooks/" + name) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(header.Name, header.Value);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        return ((int)answer.StatusCode, said.TryGetProperty("accepted", out var accepted) ? accepted.GetInt32() : 0);
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
