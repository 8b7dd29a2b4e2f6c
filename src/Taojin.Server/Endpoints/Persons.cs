using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Storage.Privacy;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What persons may ask of a shop: their data, their consent, and to be forgotten.</summary>
internal sealed class Persons : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/users/{id}/data", (LiveShop shop, string id) => TypedResults.Ok<JsonObject>(shop.Mine.Workspace.Privacy.Export(id)))
            .Needs(AccessScopes.Admin).WithTags("privacy").WithSummary("All that is kept of one person.");
        routes.MapDelete("/api/v1/users/{id}/data", Erase).Needs(AccessScopes.Admin).WithTags("privacy")
            .WithSummary("Takes a person out of log, models, files and backups, at once. The receipt says what remains until when. It cannot be taken back.");
        routes.MapGet("/api/v1/erasures", (LiveShop shop) => TypedResults.Ok(new ErasureReceipts(shop.Mine.Workspace.Privacy.Receipts())))
            .Needs(AccessScopes.Admin).WithTags("privacy").WithSummary("Receipts of all erasures; they do not name the persons.");
        routes.MapGet("/api/v1/users/{id}/consents", (LiveShop shop, string id) => TypedResults.Ok(ConsentState.Of(shop.Mine.Workspace.Consents.Of(id))))
            .Needs(AccessScopes.Read).WithTags("privacy").WithSummary("What a user allows.");
        routes.MapPut("/api/v1/users/{id}/consents", Put).Needs(AccessScopes.Write).WithTags("privacy")
            .WithSummary("Writes down what a user allows from now on. Lists keep to it at once, training and plans from the next run.");
        routes.MapGet("/api/v1/aggregates", (LiveShop shop) => TypedResults.Ok(shop.Mine.Workspace.Aggregates.Run()))
            .Needs(AccessScopes.Read).WithTags("privacy").WithSummary("Events and people by kind, month and category; small groups are put together or left out.");
    }

    private static Ok<ErasureReceipt> Erase(LiveShop shop, string id)
    {
        var receipt = shop.Mine.Workspace.Privacy.Erase(id);
        shop.Forget(id);
        return TypedResults.Ok(receipt);
    }

    private static Ok<ConsentState> Put(LiveShop shop, string id, ConsentState allowed)
    {
        shop.Mine.Workspace.Consents.Set(id, allowed.ToPurposes());
        return TypedResults.Ok(allowed);
    }
}

/// <summary>What a user allows.</summary>
/// <param name="Personalisation">Lists and answers made for this user; without it the user gets the list that all such users get.</param>
/// <param name="Analytics">Learning from what the user did, and counting it.</param>
/// <param name="Marketing">Being planned for and offered something.</param>
internal sealed record ConsentState(bool Personalisation, bool Analytics, bool Marketing)
{
    public static ConsentState Of(Purposes allowed) => new(allowed.HasFlag(Purposes.Personalisation), allowed.HasFlag(Purposes.Analytics), allowed.HasFlag(Purposes.Marketing));

    public Purposes ToPurposes() => (Personalisation ? Purposes.Personalisation : Purposes.None) | (Analytics ? Purposes.Analytics : Purposes.None) | (Marketing ? Purposes.Marketing : Purposes.None);
}

/// <summary>Receipts of erasures, in order.</summary>
internal sealed record ErasureReceipts(IReadOnlyList<ErasureReceipt> Receipts);
