using System.Text.Json;
using System.Text.Json.Nodes;

namespace Taojin.Client;

/// <summary>One event. Kinds: shown, view, search, favorite, cart, purchase, return, rate, contact.</summary>
/// <param name="UserId">Who.</param>
/// <param name="ItemId">With which item; null for a search or a contact.</param>
/// <param name="Kind">What was done.</param>
public sealed record Event(string UserId, string? ItemId, string Kind)
{
    /// <summary>Your own id of the event: sent twice, it counts once.</summary>
    public string? EventId { get; init; }

    /// <summary>When; now when null.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Price of a unit.</summary>
    public double? Price { get; init; }

    /// <summary>Number of units.</summary>
    public double? Quantity { get; init; }

    /// <summary>The rating that was given (kind rate), on the shop's own scale.</summary>
    public double? Value { get; init; }

    /// <summary>Currency of the price (ISO 4217), when it is not the shop's.</summary>
    public string? Currency { get; init; }

    /// <summary>Which variant of the item.</summary>
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

    /// <summary>The visit.</summary>
    public string? SessionId { get; init; }

    /// <summary>The list that led to it.</summary>
    public string? RequestId { get; init; }

    /// <summary>The place in that list, from 1.</summary>
    public int? Position { get; init; }
}

/// <summary>What became of events.</summary>
/// <param name="Accepted">Newly written.</param>
/// <param name="Duplicate">Known already.</param>
/// <param name="Rejected">Refused, with their places.</param>
public sealed record EventsTaken(int Accepted, int Duplicate, IReadOnlyList<EventRefused> Rejected);

/// <summary>An event that was refused.</summary>
/// <param name="Index">Its place in the call, from 0.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">Why.</param>
public sealed record EventRefused(int Index, string Code, string Message);

/// <summary>An item. What is null is not known.</summary>
/// <param name="ItemId">Its id.</param>
public sealed record Item(string ItemId)
{
    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Whole path of its category, levels parted by <c>" > "</c>.</summary>
    public string? Category { get; init; }

    /// <summary>Brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Price.</summary>
    public double? Price { get; init; }

    /// <summary>What it costs the shop.</summary>
    public double? Cost { get; init; }

    /// <summary>Units in stock.</summary>
    public int? Stock { get; init; }

    /// <summary>Address of its picture.</summary>
    public string? Image { get; init; }

    /// <summary>Further attributes.</summary>
    public JsonObject? Attributes { get; init; }

    /// <summary>When it can first be bought.</summary>
    public DateTimeOffset? AvailableFrom { get; init; }

    /// <summary>Whether lists must not show it.</summary>
    public bool Hidden { get; init; }
}

/// <summary>A user.</summary>
/// <param name="UserId">Their id.</param>
/// <param name="Attributes">What the shop says of them.</param>
public sealed record User(string UserId, JsonObject? Attributes = null);

/// <summary>A review.</summary>
/// <param name="ReviewId">Its id.</param>
/// <param name="UserId">Who wrote it.</param>
/// <param name="ItemId">About which item.</param>
public sealed record Review(string ReviewId, string UserId, string ItemId)
{
    /// <summary>When.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Rating.</summary>
    public double? Rating { get; init; }

    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Text.</summary>
    public string? Text { get; init; }

    /// <summary>The order that the item came with.</summary>
    public string? OrderId { get; init; }
}

/// <summary>A wish for a list: for a visit, a basket, a user or anybody, by what is set.</summary>
public sealed record ListQuestion
{
    /// <summary>For whom.</summary>
    public string? UserId { get; init; }

    /// <summary>What was done in this visit.</summary>
    public IReadOnlyList<Visited>? Visit { get; init; }

    /// <summary>Items of the basket.</summary>
    public IReadOnlyList<string>? Basket { get; init; }

    /// <summary>How many items.</summary>
    public int? Count { get; init; }

    /// <summary>Leaves out so many of the first.</summary>
    public int? Offset { get; init; }

    /// <summary>Items that must not be in the list.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>A rule that every item fulfils.</summary>
    public string? Filter { get; init; }

    /// <summary>Facts that rules may ask of.</summary>
    public IReadOnlyDictionary<string, string>? Context { get; init; }

    /// <summary>false leaves no trace in the log.</summary>
    public bool? LogShown { get; init; }
}

/// <summary>One thing done in a visit.</summary>
/// <param name="ItemId">With which item.</param>
/// <param name="Kind">What was done.</param>
public sealed record Visited(string ItemId, string Kind = "view");

/// <summary>A list.</summary>
/// <param name="RequestId">Later events point back to it by this id.</param>
/// <param name="UserId">For whom.</param>
/// <param name="Model">Who made it.</param>
/// <param name="IsFallback">Whether another source filled it.</param>
/// <param name="Items">The items, best first.</param>
public sealed record ItemList(string RequestId, string UserId, string Model, bool IsFallback, IReadOnlyList<ListedItem> Items);

/// <summary>One place of a list.</summary>
/// <param name="Position">From 1.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Title">What to call it.</param>
/// <param name="Score">By which the list is ordered.</param>
/// <param name="PurchaseProbability">Probability that the user buys it; null when no model says.</param>
/// <param name="Reasons">Why it is here.</param>
public sealed record ListedItem(int Position, string ItemId, string Title, double Score, double? PurchaseProbability, IReadOnlyList<Reason> Reasons);

/// <summary>One reason, in both languages.</summary>
/// <param name="Text">In English.</param>
/// <param name="TextZh">In Chinese.</param>
/// <param name="Contribution">Its part.</param>
public sealed record Reason(string Text, string TextZh, double Contribution);

/// <summary>An item that was found.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Title">What to call it.</param>
/// <param name="Score">How well it fits.</param>
public sealed record FoundItem(string ItemId, string Title, double Score);

/// <summary>Purchase probabilities of a user.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Model">Who says so.</param>
/// <param name="HorizonHours">They concern this many hours.</param>
/// <param name="Predictions">One an item, the most probable first.</param>
public sealed record PredictionList(string UserId, string Model, double HorizonHours, IReadOnlyList<Prediction> Predictions);

/// <summary>One probability.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Title">What to call it.</param>
/// <param name="Probability">Probability of a purchase.</param>
/// <param name="Reasons">What moved it most.</param>
public sealed record Prediction(string ItemId, string Title, double Probability, IReadOnlyList<Reason> Reasons);

/// <summary>A stored version of a model.</summary>
/// <param name="Version">Such as <c>recommend/item-knn/000002</c>.</param>
/// <param name="IsBaseline">Whether it is a baseline.</param>
/// <param name="Aliases">Names under which it answers.</param>
/// <param name="IsPassed">Whether it beats its baselines.</param>
public sealed record ModelVersion(string Version, bool IsBaseline, IReadOnlyList<string> Aliases, bool? IsPassed);

/// <summary>Who answers under a name.</summary>
/// <param name="Alias">The name.</param>
/// <param name="Version">The version.</param>
public sealed record ModelAlias(string Alias, string Version);

/// <summary>What became of something that was removed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">removed, or hidden where the log refers to it.</param>
public sealed record Removed(string Id, string State);

/// <summary>What the server refused: a problem document (RFC 9457).</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">Stable code.</param>
/// <param name="detail">What is wrong.</param>
/// <param name="remedy">What to do about it.</param>
/// <param name="traceId">Finds the call in the server's log.</param>
public sealed class TaojinProblemException(int status, string code, string detail, string remedy, string traceId) : Exception($"{code}: {detail} {remedy}")
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Stable code.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong.</summary>
    public string Detail { get; } = detail;

    /// <summary>What to do about it.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>Finds the call in the server's log.</summary>
    public string TraceId { get; } = traceId;

    internal static TaojinProblemException Of(int status, JsonElement problem)
    {
        string Text(string name) => problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) ? value.ToString() : "";
        return new(status, Text("code"), Text("detail"), Text("remedy"), Text("trace_id"));
    }
}
