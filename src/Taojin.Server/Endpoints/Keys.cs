using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Storage.Access;

namespace Taojin.Server.Endpoints;

/// <summary>Keys of the shop.</summary>
internal sealed class Keys : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api/v1/keys").Needs(AccessScopes.Admin).WithTags("access");
        keys.MapGet("", List).WithSummary("All keys: who uses them and what they may do. The keys themselves cannot be seen again.");
        keys.MapPost("", Post).WithSummary("Makes a key. The answer is the only time it can be seen.");
        keys.MapDelete("/{id}", Revoke).WithSummary("Takes a key away, within a second.");
    }

    private static Ok<KeyList> List(KeyFile file) => TypedResults.Ok(new KeyList([.. file.All().Select(ShownKey.Of)]));

    private static Created<NewKey> Post(KeyFile file, KeyWish wish)
    {
        var scopes = wish.Scopes.Aggregate(AccessScopes.None, (all, each) => all | each);
        var (key, secret) = file.Add(wish.Name, scopes, wish.Placements ?? [], wish.Days is { } days ? TimeSpan.FromDays(days) : null);
        return TypedResults.Created($"/api/v1/keys/{key.Id}", new NewKey(secret, ShownKey.Of(key)));
    }

    private static NoContent Revoke(KeyFile file, string id)
    {
        file.Revoke(id);
        return TypedResults.NoContent();
    }
}

/// <summary>A wish for a key.</summary>
/// <param name="Name">Who or what uses it.</param>
/// <param name="Scopes">read, write, admin.</param>
/// <param name="Placements">The only placements it may ask for; then the scope is read alone.</param>
/// <param name="Days">How long it opens; until it is revoked when left out.</param>
internal sealed record KeyWish(string Name, IReadOnlyList<AccessScopes> Scopes, IReadOnlyList<string>? Placements = null, double? Days = null);

/// <summary>A new key.</summary>
/// <param name="Secret">What its user sends; it is shown once.</param>
/// <param name="Key">What is kept of it.</param>
internal sealed record NewKey(string Secret, ShownKey Key);

/// <summary>All keys.</summary>
internal sealed record KeyList(IReadOnlyList<ShownKey> Keys);

/// <summary>A key without its hash.</summary>
internal sealed record ShownKey(string Id, string Name, IReadOnlyList<AccessScopes> Scopes, IReadOnlyList<string> Placements, DateTimeOffset Created, DateTimeOffset? Expires)
{
    public static ShownKey Of(AccessKey key) => new(
        key.Id, key.Name, [.. Enum.GetValues<AccessScopes>().Where(each => each != AccessScopes.None && key.Scopes.HasFlag(each))], key.Placements, key.Created.ToDateTimeOffset(), key.Expires?.ToDateTimeOffset());
}
