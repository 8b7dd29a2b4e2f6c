using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Server.Resources;
using Taojin.Storage;
using Taojin.Storage.Access;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What happens in the shop.</summary>
internal sealed class Events : IEndpoint
{
    private const int Most = 1000, LongestKey = 256;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/events", Post)
        .Needs(AccessScopes.Write).WithTags("events")
        .WithSummary("Takes up to 1,000 events. They are durable when this answers, and change the next answer. An event_id makes a retry harmless, and so does the header Idempotency-Key for 24 hours.");

    private static async Task<Ok<EventsTaken>> Post(
        LiveShop shop, TimeProvider clock, HttpRequest request, IReadOnlyList<EventBody> events,
        [FromHeader(Name = "Idempotency-Key"), Description("A retry with the same key and body gets the first answer; another body is refused with 422.")] string? key = null)
    {
        if (events.Count > Most)
            throw RequestFault.TooMany(events.Count, Most);
        var now = Instant.Of(clock.GetUtcNow());
        var result = await shop.ObserveAsync([.. ResourceCalls.Whole(events)!.Select(each => each.ToEvent(now))], string.IsNullOrEmpty(key) ? null : new(Checked(key), HashOf(events)));
        return TypedResults.Ok(EventsTaken.Of(result, request));
    }

    private static string Checked(string key) => key.Length <= LongestKey
        ? key
        : throw new TaojinException("request.key-long", $"The Idempotency-Key has {key.Length} characters.", $"Use at most {LongestKey}.");

    private static string HashOf(IReadOnlyList<EventBody> events) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(events, Snake.Json)));
}

/// <summary>One event as it is sent.</summary>
internal sealed record EventBody
{
    /// <summary>The client's own id of the event: sent twice, it counts once.</summary>
    public string? EventId { get; init; }

    /// <summary>Who did it.</summary>
    public required string UserId { get; init; }

    /// <summary>With which item.</summary>
    public string? ItemId { get; init; }

    /// <summary>shown, view, search, favorite, cart, purchase, return, rate or contact.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Price of a unit in the shop's currency.</summary>
    public float? Price { get; init; }

    /// <summary>Number of units.</summary>
    public float? Quantity { get; init; }

    /// <summary>The rating that was given (kind rate), on the shop's own scale.</summary>
    public float? Value { get; init; }

    /// <summary>Currency of the price (ISO 4217), when it is not the shop's.</summary>
    public string? Currency { get; init; }

    /// <summary>Which variant of the item, such as a size or a colour.</summary>
    public string? Variant { get; init; }

    /// <summary>The order it belongs to.</summary>
    public string? OrderId { get; init; }

    /// <summary>The line of that order.</summary>
    public string? Line { get; init; }

    /// <summary>What was searched for (kind search).</summary>
    public string? Query { get; init; }

    /// <summary>Why (kinds return and contact).</summary>
    public string? Reason { get; init; }

    /// <summary>Marketing channel that led here.</summary>
    public string? Channel { get; init; }

    /// <summary>Campaign that led here.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The visit it belongs to.</summary>
    public string? SessionId { get; init; }

    /// <summary>The list that led to it: the request_id of a recommendation.</summary>
    public string? RequestId { get; init; }

    /// <summary>The place in that list, from 1.</summary>
    public int? Position { get; init; }

    public NewEvent ToEvent(Instant now) => new()
    {
        EventId = EventId,
        UserId = UserId,
        ItemId = ItemId,
        Kind = Kind,
        Time = Time is { } time ? Instant.Of(time) : now,
        Price = Price,
        Quantity = Quantity,
        Value = Value,
        Currency = Currency,
        Variant = Variant,
        OrderId = OrderId,
        Line = Line,
        Query = Query,
        Reason = Reason,
        Channel = Channel,
        CampaignId = CampaignId,
        SessionId = SessionId,
        RequestId = RequestId,
        Position = Position,
    };
}

/// <summary>What became of the events.</summary>
/// <param name="Accepted">Newly written.</param>
/// <param name="Duplicate">Known already by their event_id.</param>
/// <param name="Rejected">Refused, each with its reason.</param>
internal sealed record EventsTaken(int Accepted, int Duplicate, IReadOnlyList<EventRefused> Rejected)
{
    /// <summary>In the language that the request asks for.</summary>
    public static EventsTaken Of(AppendResult result, HttpRequest request)
    {
        var isChinese = AskedLanguage.IsChinese(request);
        return new(result.Accepted, result.Duplicate, [.. result.Statuses
            .Select((status, index) => (status, index))
            .Where(each => each.status.State == EventState.Rejected)
            .Select(each => new EventRefused(each.index, each.status.Code ?? "", RejectWords.Of(each.status.Code ?? "", isChinese)))]);
    }
}

/// <summary>An event that was refused.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">Why, in the language that the request asks for.</param>
internal sealed record EventRefused(int Index, string Code, string Message);
