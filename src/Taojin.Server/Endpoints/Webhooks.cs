using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Server.Resources;
using Taojin.Storage;
using Taojin.Workflows.Feeds;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>Events that another system sends, signed with a secret that it shares with the shop (TAOJIN_WEBHOOK_SECRET). The signature is what lets it in.</summary>
internal sealed class Webhooks : IEndpoint
{
    private const int Most = 1000;

    /// <summary>Messages of the last minutes: the same again is a repetition, or somebody who listened.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/webhooks/events", EventsAsync).IsOpen().WithTags("feeds").Accepts<IReadOnlyList<EventBody>>("application/json").Produces<EventsTaken>()
            .WithSummary("Up to 1,000 events as POST /api/v1/events takes them, signed: X-Taojin-Signature: t=UNIX_SECONDS,v1=HEX, the HMAC-SHA-256 of 't.BODY'. Older than five minutes, or seen before, it is refused.");
        routes.MapPost("/api/v1/webhooks/shopify", ShopifyAsync).IsOpen().WithTags("feeds").Accepts<JsonElement>("application/json").Produces<EventsTaken>()
            .WithSummary("Orders of Shopify (orders/create, orders/paid), signed by Shopify: X-Shopify-Hmac-Sha256. The same order twice counts once.");
    }

    private async Task<Ok<EventsTaken>> EventsAsync(HttpContext context, LiveShop shop, Limits limits, IOptions<JsonOptions> json)
    {
        var (body, header, clock) = (await BodyAsync(context), context.Request.Headers["X-Taojin-Signature"].ToString(), TimeProvider.System);
        if (Signature(clock).NameOf(header, body) is not { } message || !IsNew(message, clock.GetUtcNow()))
            throw Refused(context, limits);
        try
        {
            return await TakenAsync(context, shop, body, json.Value);
        }
        catch
        {
            _seen.TryRemove(message, out _); // nothing of it was kept: the same may come again
            throw;
        }
    }

    private static async Task<Ok<EventsTaken>> TakenAsync(HttpContext context, LiveShop shop, byte[] body, JsonOptions json)
    {
        var events = JsonSerializer.Deserialize<IReadOnlyList<EventBody>>(body, json.SerializerOptions) ?? [];
        if (events.Count > Most)
            throw RequestFault.TooMany(events.Count, Most);
        return await TakeAsync(shop, context.Request, [.. ResourceCalls.Whole(events)!.Select(each => each.ToEvent(shop.Mine.Now))]);
    }

    private static async Task<Ok<EventsTaken>> ShopifyAsync(HttpContext context, LiveShop shop, Limits limits)
    {
        var body = await BodyAsync(context);
        if (!Signature(TimeProvider.System).IsRightForShopify(context.Request.Headers["X-Shopify-Hmac-Sha256"].ToString(), body))
            throw Refused(context, limits);
        return await TakeAsync(shop, context.Request, ShopifyOrder.Events(body));
    }

    private static async Task<Ok<EventsTaken>> TakeAsync(LiveShop shop, HttpRequest request, IReadOnlyList<NewEvent> events) =>
        TypedResults.Ok(EventsTaken.Of(events.Count == 0 ? new AppendResult([]) : await shop.ObserveAsync(events), request));

    private bool IsNew(string message, DateTimeOffset now)
    {
        foreach (var (old, time) in _seen)
            if (now - time > WebhookSignature.Window * 2)
                _seen.TryRemove(old, out _);
        return _seen.TryAdd(message, now);
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private static WebhookSignature Signature(TimeProvider clock) => Environment.GetEnvironmentVariable("TAOJIN_WEBHOOK_SECRET") is { Length: >= 16 } secret
        ? new(secret, clock)
        : throw new TaojinException("webhook.unknown", "This server takes no webhooks.", "Set TAOJIN_WEBHOOK_SECRET to a secret of 16 characters or more.");

    private static TaojinException Refused(HttpContext context, Limits limits) => limits.NoteWrongSignature(context) is null
        ? new("auth.signature", "The signature is not right, is too old, or was used before.", "Sign the body as it is sent, with the shared secret, within five minutes.")
        : new("limit.wrong-keys", "Too many wrong signatures came from this address.", "Wait a minute.");
}
