using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;
using Taojin.Storage.Access;
using Taojin.Storage.Resources;

namespace Taojin.Server.Gorse;

/// <summary>Users of the Gorse API: labels and comment are the attributes <c>labels</c> and <c>comment</c> of the shop's users.</summary>
internal sealed class GorseUsers : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var gorse = routes.Gorse();
        gorse.Write("POST", "/user", async call => Put(call, [await call.BodyAsync<GorseUser>()]));
        gorse.Write("POST", "/users", async call => Put(call, await call.BodyAsync<GorseUser[]>()));
        gorse.Get("/user/{user}", call => Of(Found(call)));
        gorse.Write("PATCH", "/user/{user}", PatchAsync);
        gorse.Delete("/user/{user}", Remove).Needs(AccessScopes.Admin);
        gorse.Get("/users", call => call.Resources.Users.Page(call.Cursor, call.Count) is var page ? new GorseUsersPage(GorseCall.CursorOf(page.Next), page.Rows.Select(Of)) : null);
        gorse.Get("/user/{user}/neighbors", Neighbours);
        gorse.Get("/user-to-user/{name}/{user}", call => call.Path("name") == "neighbors" ? Neighbours(call) : throw new GorseException(404, "user-to-user recommender not found"));
    }

    private static GorseSuccess Put(GorseCall call, GorseUser[] users)
    {
        if (users.Any(user => user.UserId.Length == 0))
            throw new GorseException(400, "UserId is empty");
        return call.Shop.Alone(() => Written(call, users));
    }

    private static GorseSuccess Written(GorseCall call, GorseUser[] users)
    {
        call.Shop.Put([.. users.Select(user => With(call.Resources.Users.Find(user.UserId) ?? new(user.UserId), new(user.Labels ?? default(JsonElement), user.Comment ?? "")))]);
        return new(users.Length);
    }

    private static async Task<object?> PatchAsync(GorseCall call)
    {
        var patch = await call.BodyAsync<GorseUserPatch>();
        return call.Shop.Alone(() => Patched(call, patch));
    }

    private static GorseSuccess Patched(GorseCall call, GorseUserPatch patch)
    {
        if (call.Resources.Users.Find(call.Path("user")!) is { } user)
            call.Shop.Put([With(user, patch)]);
        return new(1);
    }

    private static GorseSuccess Remove(GorseCall call)
    {
        call.Shop.RemoveFeedback(new(UserId: call.Path("user")), null);
        call.Shop.RemoveUser(call.Path("user")!);
        return new(1);
    }

    /// <summary>Who does not allow personal lists has no neighbours and is nobody's.</summary>
    private static GorseScore[] Neighbours(GorseCall call) => call.Path("user") is { } user && !call.IsPersonal(user) ? []
        : [.. call.Resources.Users.Similar(call.Path("user")!, call.Board, call.Seen).Where(each => call.IsPersonal(each.UserId)).Select(each => new GorseScore(each.UserId, each.Score))];

    private static UserRecord Found(GorseCall call) => call.Resources.Users.Find(call.Path("user")!) ?? throw new GorseException(404, "user not found");

    private static GorseUser Of(UserRecord user)
    {
        var attributes = GorseAttributes.Read(user.Attributes);
        return new() { UserId = user.UserId, Labels = GorseAttributes.Labels(attributes), Comment = GorseAttributes.Text(attributes, "comment") };
    }

    /// <summary>What else the shop says of the user stays.</summary>
    private static UserRecord With(UserRecord user, GorseUserPatch patch)
    {
        var attributes = GorseAttributes.Read(user.Attributes);
        GorseAttributes.SetLabels(attributes, patch.Labels);
        if (patch.Comment is not null)
            GorseAttributes.Set(attributes, "comment", patch.Comment.Length == 0 ? null : JsonValue.Create(patch.Comment));
        return user with { Attributes = GorseAttributes.Write(attributes) };
    }
}
