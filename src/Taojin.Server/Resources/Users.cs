using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;
using Taojin.Storage.Access;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Resources;

/// <summary>The users and what the shop says of them.</summary>
internal sealed class Users : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/api/v1/users").WithTags("users").Needs(AccessScopes.Write);
        users.MapGet("", Page).Needs(AccessScopes.Read).WithSummary("Users, page by page, in the order in which the shop came to know them.");
        users.MapGet("/{id}", Get).Needs(AccessScopes.Read).WithSummary("One user.");
        users.MapPost("", PostMany).WithSummary("Writes up to 1,000 users as they are now; new ids are new users.");
        users.MapPut("/{id}", Put).WithSummary("Writes one user as they are now; rules ask of the attributes from the next list on.");
        users.MapPatch("/{id}", Patch).WithSummary("Changes what is named and takes away what is null (RFC 7396).");
        users.MapDelete("/{id}", Delete).Needs(AccessScopes.Admin).WithSummary("Forgets what the shop says of a user. The log keeps their events (state: hidden); to erase a person from everything is another call.");
    }

    private static Ok<UsersPage> Page(
        LiveShop shop, [Description("At most so many, 1 to 1,000.")] int n = 100, [Description("The 'next' of the page before.")] string? cursor = null)
    {
        var page = shop.Mine.Workspace.Resources.Users.Page(ResourceCalls.Opened(cursor), ResourceCalls.Count(n));
        return TypedResults.Ok(new UsersPage([.. page.Rows.Select(UserBody.Of)], ResourceCalls.Closed(page.Next)));
    }

    private static Ok<UserBody> Get(LiveShop shop, string id) => TypedResults.Ok(Found(shop, id));

    private static Ok<Written> PostMany(LiveShop shop, IReadOnlyList<UserBody> users)
    {
        shop.Put([.. ResourceCalls.Batch(users).Select(user => user.ToRecord())]);
        return TypedResults.Ok(new Written(users.Count));
    }

    private static Ok<UserBody> Put(LiveShop shop, string id, UserBody user)
    {
        ResourceCalls.CheckSame(id, user.UserId);
        shop.Put([user.ToRecord()]);
        return TypedResults.Ok(Found(shop, id));
    }

    private static Ok<UserBody> Patch(LiveShop shop, string id, JsonObject patch) => shop.Alone(() =>
    {
        var changed = ResourceCalls.Patched(Found(shop, id), patch);
        ResourceCalls.CheckSame(id, changed.UserId);
        shop.Put([changed.ToRecord()]);
        return TypedResults.Ok(Found(shop, id));
    });

    private static Ok<Removed> Delete(LiveShop shop, string id) => TypedResults.Ok(ResourceCalls.Gone(shop.RemoveUser(id), "user", id));

    private static UserBody Found(LiveShop shop, string id) => UserBody.Of(ResourceCalls.Known(shop.Mine.Workspace.Resources.Users.Find(id), "user", id));
}

/// <summary>Some users.</summary>
/// <param name="Users">The users.</param>
/// <param name="Next">Send it as cursor for the next page; nothing on the last one.</param>
internal sealed record UsersPage(IReadOnlyList<UserBody> Users, string? Next);
