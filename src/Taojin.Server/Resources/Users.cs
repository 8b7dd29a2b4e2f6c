using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Taojin.Data;
using Taojin.Storage.Access;
using Taojin.Storage.Resources;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Resources;

/// <summary>The users and what the shop says of them.</summary>
internal sealed class Users() : ResourceEndpoint<UserBody>("user")
{
    protected override Delegate Page => PageOf;

    protected override ResourceSummaries Summaries => new(
        "Users, page by page, in the order in which the shop came to know them.",
        "Writes up to 1,000 users as they are now; new ids are new users.",
        "Writes one user as they are now; rules ask of the attributes from the next list on.",
        "Changes what is named and takes away what is null (RFC 7396).",
        "Forgets what the shop says of a user. The log keeps their events (state: hidden); to erase a person from everything is another call.");

    protected override AccessScopes Removes => AccessScopes.Admin;

    protected override string IdOf(UserBody body) => body.UserId;

    protected override UserBody? Find(LiveShop shop, string id) => shop.Mine.Workspace.Resources.Users.Find(id) is { } user ? UserBody.Of(user) : null;

    protected override void Write(LiveShop shop, IEnumerable<UserBody> bodies, Instant now) => shop.Put([.. bodies.Select(user => user.ToRecord())]);

    protected override Removal Remove(LiveShop shop, string id) => shop.RemoveUser(id);

    private static Ok<UsersPage> PageOf(
        LiveShop shop, [Description("At most so many, 1 to 1,000.")] int n = 100, [Description("The 'next' of the page before.")] string? cursor = null)
    {
        var page = shop.Mine.Workspace.Resources.Users.Page(ResourceCalls.Opened(cursor), ResourceCalls.Count(n));
        return TypedResults.Ok(new UsersPage([.. page.Rows.Select(UserBody.Of)], ResourceCalls.Closed(page.Next)));
    }
}

/// <summary>Some users.</summary>
/// <param name="Users">The users.</param>
/// <param name="Next">Send it as cursor for the next page; nothing on the last one.</param>
internal sealed record UsersPage(IReadOnlyList<UserBody> Users, string? Next);
