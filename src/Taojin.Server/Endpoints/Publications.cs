using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>Lets the best answer.</summary>
internal sealed class Publications : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/publications", Post).Needs(AccessScopes.Admin).WithTags("models")
        .WithSummary("Lets the best trained versions answer, of one task or of all, or one version; empty where none beats its baselines. What has answered so far: GET /api/v1/canaries.");

    private static Ok<PublishedList> Post(LiveShop shop, PublishWish wish)
    {
        if (wish.Alias is not null)
            _ = Models.Checked(wish.Alias);
        var published = new Publish(shop.Mine).Run(wish);
        if (published.Count > 0)
            shop.Reload();
        return TypedResults.Ok(new PublishedList(published));
    }
}

/// <summary>What was published.</summary>
internal sealed record PublishedList(IReadOnlyList<PublishedVersion> Published);
