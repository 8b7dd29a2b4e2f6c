using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Storage.Models;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What was trained, and what answers under which name.</summary>
internal sealed class Models : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/models", List).Needs(AccessScopes.Read).WithTags("models").WithSummary("Trained versions, their quality, and which of them answer.");
        routes.MapGet("/api/v1/models/{task}/{algorithm}/{number}", Card).Needs(AccessScopes.Read).WithTags("models").WithSummary("All there is to know of a version.");
        routes.MapGet("/api/v1/aliases", Aliases).Needs(AccessScopes.Read).WithTags("models").WithSummary("Names under which models answer.");
        routes.MapPut("/api/v1/aliases/{alias}", Publish).Needs(AccessScopes.Admin).WithTags("models").WithSummary("Lets a version answer from the next call on, everybody or (canary) a share of the users; it must beat its baselines, or a reason is given.");
        routes.MapPost("/api/v1/aliases/{alias}/rollback", Rollback).Needs(AccessScopes.Admin).WithTags("models").WithSummary("Ends the canary of an alias, or where none runs lets the version before answer again.");
    }

    private static Ok<ModelsList> List(LiveShop shop) => TypedResults.Ok(new ModelsList(ModelEntry.Of(shop.Mine)));

    private static Ok<ModelCard> Card(LiveShop shop, string task, string algorithm, string number) => TypedResults.Ok(shop.Mine.Models.CardOf(ModelVersion.Parse($"{task}/{algorithm}/{number}")));

    private static Ok<AliasesList> Aliases(LiveShop shop) => TypedResults.Ok(new AliasesList([.. shop.Mine.Models.Aliases().Keys.Order(StringComparer.Ordinal).Select(alias => AliasEntry.Of(shop.Mine, alias))]));

    private static Ok<AliasEntry> Publish(LiveShop shop, string alias, AliasBody wanted)
    {
        new Publish(shop.Mine).Run(Checked(alias), ModelVersion.Parse(wanted.Version), wanted.Reason, wanted.Canary);
        shop.Reload();
        return TypedResults.Ok(AliasEntry.Of(shop.Mine, alias));
    }

    private static Ok<AliasEntry> Rollback(LiveShop shop, string alias, RollbackBody? wanted)
    {
        new Publish(shop.Mine).Rollback(Checked(alias), wanted?.Reason);
        shop.Reload();
        return TypedResults.Ok(AliasEntry.Of(shop.Mine, alias));
    }

    internal static string Checked(string alias) => alias.Split('@') is [{ Length: > 0 } task, { Length: > 0 and <= 64 } name] && (task + name).All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        ? alias
        : throw new TaojinException("alias.invalid", $"'{alias[..Math.Min(80, alias.Length)]}' is no alias.", "Name it as TASK@NAME, such as recommend@live.");
}

/// <summary>Trained versions.</summary>
internal sealed record ModelsList(IReadOnlyList<ModelEntry> Models);

/// <summary>All aliases.</summary>
internal sealed record AliasesList(IReadOnlyList<AliasEntry> Aliases);

/// <summary>Who answers under a name.</summary>
/// <param name="Alias">The name, such as recommend@live.</param>
/// <param name="Version">The version that answers everybody, but for the canary's users.</param>
/// <param name="Canary">The version that is tried out; null for none.</param>
/// <param name="CanaryShare">Share of the users whom that answers; null for none.</param>
internal sealed record AliasEntry(string Alias, string Version, string? Canary = null, double? CanaryShare = null)
{
    public static AliasEntry Of(Mine mine, string alias) => mine.Models.Canary(alias) is { } canary
        ? new(alias, mine.Models.Current(alias)!.ToString(), canary.Version, canary.Share)
        : new(alias, mine.Models.Current(alias)!.ToString());
}

/// <summary>Who shall answer.</summary>
/// <param name="Version">The version.</param>
/// <param name="Reason">Why, when it does not beat its baselines or was taken back before.</param>
/// <param name="Canary">Share of the users whom it answers first, in (0, 1), such as 0.1; everybody when left out.</param>
internal sealed record AliasBody(string Version, string? Reason = null, double? Canary = null);

/// <summary>A wish to take a version back.</summary>
/// <param name="Reason">Why, for whoever reads the registry later.</param>
internal sealed record RollbackBody(string? Reason = null);
