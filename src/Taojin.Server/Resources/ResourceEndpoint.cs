using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;
using Taojin.Storage.Access;
using Taojin.Storage.Resources;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Resources;

/// <summary>The routes that every resource has: page by page, one by one, many at once, changed in part, taken away.</summary>
/// <typeparam name="TBody">The resource as it is sent.</typeparam>
/// <param name="name">What one is called; the path is its plural.</param>
internal abstract class ResourceEndpoint<TBody>(string name) : IEndpoint
    where TBody : class
{
    /// <summary>Answers a page: its parameters differ.</summary>
    protected abstract Delegate Page { get; }

    /// <summary>What the routes say of themselves.</summary>
    protected abstract ResourceSummaries Summaries { get; }

    /// <summary>Who may take one away.</summary>
    protected virtual AccessScopes Removes => AccessScopes.Write;

    public void Map(IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup($"/api/v1/{name}s").WithTags($"{name}s").Needs(AccessScopes.Write);
        all.MapGet("", Page).Needs(AccessScopes.Read).WithSummary(Summaries.Page);
        all.MapGet("/{id}", Get).Needs(AccessScopes.Read).WithSummary($"One {name}.");
        all.MapPost("", PostMany).WithSummary(Summaries.PostMany);
        all.MapPut("/{id}", Put).WithSummary(Summaries.Put);
        all.MapPatch("/{id}", Patch).WithSummary(Summaries.Patch);
        all.MapDelete("/{id}", Delete).Needs(Removes).WithSummary(Summaries.Delete);
    }

    /// <summary>Its id.</summary>
    protected abstract string IdOf(TBody body);

    /// <summary>One by its id; null when there is none.</summary>
    protected abstract TBody? Find(LiveShop shop, string id);

    /// <summary>Writes some as they are now.</summary>
    protected abstract void Write(LiveShop shop, IEnumerable<TBody> bodies, Instant now);

    /// <summary>Takes one away.</summary>
    protected abstract Removal Remove(LiveShop shop, string id);

    private Ok<TBody> Get(LiveShop shop, string id) => TypedResults.Ok(ResourceCalls.Known(Find(shop, id), name, id));

    private Ok<Written> PostMany(LiveShop shop, TimeProvider clock, IReadOnlyList<TBody> bodies)
    {
        Write(shop, ResourceCalls.Batch(bodies), Instant.Of(clock.GetUtcNow()));
        return TypedResults.Ok(new Written(bodies.Count));
    }

    private Ok<TBody> Put(LiveShop shop, TimeProvider clock, string id, TBody body)
    {
        ResourceCalls.CheckSame(id, IdOf(body));
        Write(shop, [body], Instant.Of(clock.GetUtcNow()));
        return Get(shop, id);
    }

    private Ok<TBody> Patch(LiveShop shop, TimeProvider clock, string id, JsonObject patch) =>
        shop.Alone(() => Put(shop, clock, id, ResourceCalls.Patched(ResourceCalls.Known(Find(shop, id), name, id), patch)));

    private Ok<Removed> Delete(LiveShop shop, string id) => TypedResults.Ok(ResourceCalls.Gone(Remove(shop, id), name, id));
}

/// <summary>What the routes of a resource say of themselves.</summary>
internal sealed record ResourceSummaries(string Page, string PostMany, string Put, string Patch, string Delete);
