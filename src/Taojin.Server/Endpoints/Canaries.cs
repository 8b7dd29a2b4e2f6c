using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Mining.Evaluation.Online;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Storage.Models;
using Taojin.Workflows;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Serving.Trials;

namespace Taojin.Server.Endpoints;

/// <summary>Versions that are tried out, how they do, and what became of those before.</summary>
internal sealed class Canaries : IEndpoint
{
    private const int Most = 200;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/canaries", Get).Needs(AccessScopes.Read).WithTags("models")
            .WithSummary("Versions on trial with the figures of both sides, and what was published and taken back, the latest first. A canary is started by PUT /api/v1/aliases/{alias} with a share.");
        routes.MapPost("/api/v1/aliases/{alias}/promote", Promote).Needs(AccessScopes.Admin).WithTags("models").WithSummary("Lets the canary of an alias answer everybody from the next call on.");
    }

    private static Ok<CanariesList> Get(LiveShop shop, TrialGuard guard) => TypedResults.Ok(new CanariesList(guard.States(), [.. shop.Mine.Models.Publications()
        .SelectMany(each => each.Value.Reverse().Select(publication => PublicationEntry.Of(each.Key, publication)))
        .OrderByDescending(each => each.EndedAt ?? each.Time).Take(Most)]));

    private static Ok<AliasEntry> Promote(LiveShop shop, string alias)
    {
        new Publish(shop.Mine).Promote(Models.Checked(alias));
        shop.Reload();
        return TypedResults.Ok(AliasEntry.Of(shop.Mine, alias));
    }
}

/// <summary>Versions on trial, and the registry's memory.</summary>
/// <param name="Trials">What runs now.</param>
/// <param name="Publications">What was published, the latest first.</param>
internal sealed record CanariesList(IReadOnlyList<TrialState> Trials, IReadOnlyList<PublicationEntry> Publications);

/// <summary>A version under an alias: since when, for whom, and how it ended.</summary>
/// <param name="Alias">The alias.</param>
/// <param name="Version">The version.</param>
/// <param name="Time">Since when it answers, or answered last, as it does.</param>
/// <param name="Share">Share of the users whom it answers as a canary; 1: everybody.</param>
/// <param name="TriedSince">When it began as a canary; null when it answered everybody from the start.</param>
/// <param name="Reason">Why, where somebody said so.</param>
internal sealed record PublicationEntry(string Alias, string Version, Instant Time, double Share, Instant? TriedSince, string? Reason)
{
    /// <summary>When it was taken back; null while it was not.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary><c>person</c>, <c>replaced</c>, or what the guard found: <c>errors</c>, <c>nan</c>, <c>empty</c>, <c>slow</c>, <c>metric</c>, <c>damaged</c>.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why, in English.</summary>
    public string? Text { get; init; }

    /// <summary>Why, in Chinese.</summary>
    public string? TextZh { get; init; }

    /// <summary>What that rests on.</summary>
    public IReadOnlyList<TrialFigure> Figures { get; init; } = [];

    public static PublicationEntry Of(string alias, Publication publication) =>
        new(alias, publication.Version, publication.Time, publication.Share ?? 1, publication.Share is null ? publication.TriedSince : publication.Time, publication.Reason)
        {
            EndedAt = publication.Ended?.Time,
            EndedBy = publication.Ended?.Code,
            Text = publication.Ended?.Text,
            TextZh = publication.Ended?.TextZh,
            Figures = publication.Ended?.Figures ?? [],
        };
}
