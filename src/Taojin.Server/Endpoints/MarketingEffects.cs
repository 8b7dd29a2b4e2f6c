using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows.Marketing;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What campaigns, prices and channels do, and plans that rest on it.</summary>
internal sealed class MarketingEffects : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var market = routes.MapGroup("/api/v1/market").Needs(AccessScopes.Read).WithTags("marketing");
        market.MapGet("/uplift", Uplift).WithSummary("What a campaign changed, for whom most, and whether that may be called an effect.");
        market.MapGet("/elasticity", Elasticity).WithSummary("How sales answer to prices, and the price of most profit within limits: one for everybody.");
        market.MapGet("/media", Media).WithSummary("What each channel brings: by contacts before purchases, and by weeks of spending.");
        market.MapPost("/plans", Plan).Needs(AccessScopes.Write).WithSummary("Who is offered what within a budget, with assumptions, holdout and how it will be measured. Offers differ between people, prices do not.");
        market.MapGet("/plans/{id}/result", Result).WithSummary("What a recorded plan earned, told by the users who were kept without an offer.");
    }

    private static Ok<UpliftReport> Uplift(
        LiveShop shop, CancellationToken cancellation,
        [Description("The campaign; the one that reached most users when left out.")] string? campaign = null,
        [Description("What counts: bought, spent or visited.")] CampaignOutcome outcome = CampaignOutcome.Bought,
        [Description("Days after the contact that count, 1 to 365.")] int days = 14) =>
        TypedResults.Ok(new MarketUplift(shop.Mine).Run(new(campaign) { Outcome = outcome, Days = InRange("days", days, 365) }, new() { Cancellation = cancellation }));

    private static Ok<ElasticityReport> Elasticity(
        LiveShop shop, CancellationToken cancellation,
        [Description("How many of the products that brought most money, 1 to 100.")] int products = 20,
        [Description("Whole categories instead of products.")] bool by_category = false) =>
        TypedResults.Ok(new MarketElasticity(shop.Mine).Run(new() { Products = InRange("products", products, 100), ByCategory = by_category }, new() { Cancellation = cancellation }));

    private static Ok<MediaReport> Media(
        LiveShop shop, CancellationToken cancellation, [Description("Days that a contact counts before a purchase, 1 to 365.")] int window = 30) =>
        TypedResults.Ok(new MarketMedia(shop.Mine).Run(InRange("window", window, 365), new() { Cancellation = cancellation }));

    private static Ok<MarketingPlan> Plan(LiveShop shop, PlanQuestion question, CancellationToken cancellation) =>
        TypedResults.Ok(new MarketPlan(shop.Mine).Run(question.ToRequest(), new() { Cancellation = cancellation }));

    private static Ok<MeasuredPlan> Result(
        LiveShop shop, [Description("Id of the plan.")] string id,
        [Description("Days after the plan that count, 1 to 365.")] int days = 14,
        [Description("Part of a sale that is profit.")] double margin = 0.3) =>
        TypedResults.Ok(new MarketMeasure(shop.Mine).Run(id, InRange("days", days, 365), margin));

    private static int InRange(string name, int value, int most) => value >= 1 && value <= most
        ? value
        : throw RequestFault.OutOfRange(name, value, (1, most));
}

/// <summary>A question for a plan.</summary>
internal sealed record PlanQuestion
{
    /// <summary>The campaign whose effects are carried over; the one that reached most users when left out.</summary>
    public string? Campaign { get; init; }

    /// <summary>Days after a contact that count.</summary>
    public int Days { get; init; } = 14;

    /// <summary>Most that may be spent, in the shop's currency.</summary>
    public required double Budget { get; init; }

    /// <summary>Offers that may be made: arms of the campaign.</summary>
    public required IReadOnlyList<PlannedOffer> Offers { get; init; }

    /// <summary>Part of a sale that is profit.</summary>
    public double Margin { get; init; } = 0.3;

    /// <summary>Share of the planned users kept without an offer.</summary>
    public double Holdout { get; init; } = 0.1;

    /// <summary>Nobody reached this often in the last 30 days is reached again.</summary>
    public int MostContacts { get; init; } = 2;

    /// <summary>Most offers by channel.</summary>
    public IReadOnlyDictionary<string, int>? Caps { get; init; }

    /// <summary>Fewest users by segment: active, cooling, lapsed, new.</summary>
    public IReadOnlyDictionary<string, int>? AtLeast { get; init; }

    /// <summary>Each segment gets at least this part of its share of the offers.</summary>
    public double Fairness { get; init; }

    /// <summary>Whether the contacts are written into the log.</summary>
    public bool Record { get; init; }

    public PlanRequest ToRequest() => new(new(Campaign) { Days = Days }, Offers, Budget)
    {
        Margin = Margin, HoldoutShare = Holdout, MostContacts = MostContacts, Fairness = Fairness, IsRecorded = Record,
        ChannelCaps = Caps ?? new Dictionary<string, int>(StringComparer.Ordinal), SegmentMinima = AtLeast ?? new Dictionary<string, int>(StringComparer.Ordinal),
    };
}
