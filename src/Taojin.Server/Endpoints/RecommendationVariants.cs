using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Mining.Recommendation.Rules;
using Taojin.Server.Access;
using Taojin.Server.Resources;
using Taojin.Storage.Access;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What to show beside an item, in a visit, beside a basket, to somebody unknown, and for words.</summary>
internal sealed class RecommendationVariants : IEndpoint
{
    private const int MostTouches = 1000;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/recommendations", Post).NeedsPlacement().WithTags("recommendations")
            .WithSummary("A list for a visit (what was done in it), a basket, a user, or anybody: by what is sent. What is shown to a named user is noted before it is returned.");
        routes.MapGet("/api/v1/items/{id}/similar", Similar).NeedsPlacement().WithTags("recommendations")
            .WithSummary("Items that go with an item, by the placement's models; leaves no trace in the log.");
        routes.MapGet("/api/v1/search", Search).Needs(AccessScopes.Read).WithTags("recommendations")
            .WithSummary("Items by their titles and brands, in any language, misspelt words too; hidden ones are left out.");
    }

    private static Ok<RecommendationList> Post(LiveShop shop, ListQuestion asked, [Description("Where the list stands: a placement of taojin.toml.")] string? placement = null)
    {
        if (asked.Basket is not null && asked.Visit is not null)
            throw new TaojinException("request.two-sources", "Both a basket and a visit were sent.", "Send the one that the list shall go by.");
        if (asked.Visit?.Count > MostTouches || asked.Basket?.Count > MostTouches || asked.Exclude?.Count > MostTouches)
            throw RequestFault.TooMany(Math.Max(asked.Visit?.Count ?? 0, Math.Max(asked.Basket?.Count ?? 0, asked.Exclude?.Count ?? 0)), MostTouches);
        return TypedResults.Ok(shop.Recommend(new(asked.UserId ?? "", ResourceCalls.Count(asked.Count ?? 10), asked.LogShown ?? true)
        {
            Placement = placement,
            Skip = Skipped(asked.Offset ?? 0),
            Visit = ResourceCalls.Whole(asked.Basket)?.Select(item => new VisitTouch(item, EventKind.Cart)).ToList()
                ?? ResourceCalls.Whole(asked.Visit)?.Select(touch => new VisitTouch(touch.ItemId, touch.Kind, touch.Time is { } time ? Instant.Of(time) : null)).ToList(),
            ExcludedItems = ResourceCalls.Whole(asked.Exclude) ?? [],
            Only = Rules(asked.Filter),
            Context = asked.Context ?? new Dictionary<string, string>(),
            IsTraced = asked.IsExplained ?? false,
        }));
    }

    private static Ok<RecommendationList> Similar(
        LiveShop shop,
        string id,
        [Description("How many items, 1 to 1,000.")] int n = 10,
        [Description("Leaves out so many of the first.")] int offset = 0,
        [Description("Where the list stands: a placement of taojin.toml.")] string? placement = null,
        [Description("Leaves out what this user touched.")] string? user_id = null,
        [Description("A rule that every item fulfils, such as: item.price < 100")] string? filter = null) =>
        shop.Knows(id)
            ? TypedResults.Ok(shop.Recommend(new(user_id ?? "", ResourceCalls.Count(n), LogShown: false) { Placement = placement, Skip = Skipped(offset), Visit = [new(id)], Only = Rules(filter) }))
            : throw new TaojinException("item.unknown", $"The log and the catalogue hold no item '{id}'.", "Write the item first, or ask for another.");

    private static Ok<SearchResult> Search(
        LiveShop shop,
        [Description("Words, 1 to 200 characters.")] string q,
        [Description("How many items, 1 to 1,000.")] int n = 10,
        [Description("A rule that every item fulfils, such as: item.price < 100")] string? filter = null) => q.Length is >= 1 and <= 200
        ? TypedResults.Ok(new SearchResult(q, shop.Search(q, ResourceCalls.Count(n), Rules(filter))))
        : throw RequestFault.OutOfRange("q.length", q.Length, (1, 200));

    internal static IReadOnlyList<Rule> Rules(string? filter) => string.IsNullOrWhiteSpace(filter) ? [] : [Rule.Parse(filter)];

    internal static int Skipped(int offset) => offset is >= 0 and <= 10_000 ? offset : throw RequestFault.OutOfRange("offset", offset, (0, 10_000));
}

/// <summary>A question for a list.</summary>
internal sealed record ListQuestion
{
    /// <summary>For whom; nobody in particular when left out.</summary>
    public string? UserId { get; init; }

    /// <summary>What was done in this visit, which the list goes by in place of the user's past.</summary>
    public IReadOnlyList<VisitBody>? Visit { get; init; }

    /// <summary>Items of the basket, which the list goes by in place of the user's past.</summary>
    public IReadOnlyList<string>? Basket { get; init; }

    /// <summary>How many items, 1 to 1,000; 10 when left out.</summary>
    public int? Count { get; init; }

    /// <summary>Leaves out so many of the first.</summary>
    public int? Offset { get; init; }

    /// <summary>Items that must not be in the list.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>A rule that every item fulfils, such as: item.price &lt; 100.</summary>
    public string? Filter { get; init; }

    /// <summary>Facts that rules may ask of as context.NAME.</summary>
    public IReadOnlyDictionary<string, string>? Context { get; init; }

    /// <summary>false leaves no trace in the log.</summary>
    public bool? LogShown { get; init; }

    /// <summary>Whether the answer says how it came about.</summary>
    public bool? IsExplained { get; init; }
}

/// <summary>One thing done in a visit.</summary>
internal sealed record VisitBody
{
    /// <summary>With which item.</summary>
    public required string ItemId { get; init; }

    /// <summary>What was done; view when left out.</summary>
    public EventKind Kind { get; init; } = EventKind.View;

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? Time { get; init; }
}

/// <summary>What was found.</summary>
/// <param name="Query">The words.</param>
/// <param name="Items">The items, the best first.</param>
internal sealed record SearchResult(string Query, IReadOnlyList<FoundItem> Items);
