using Taojin.Storage.Access;

namespace Taojin.Server.Access;

/// <summary>Who asks.</summary>
/// <param name="Id">The id of the key, or <c>env</c>, or <c>loopback</c>; no secret.</param>
/// <param name="Key">What the caller may do.</param>
/// <param name="IsBrowser">Whether nothing but a cookie or the address speaks for the caller, so that a page of another site could borrow it.</param>
internal sealed record Caller(string Id, AccessKey Key, bool IsBrowser = false)
{
    /// <summary>The owner, known by TAOJIN_API_KEY.</summary>
    public static Caller Environment { get; } = new("env", Everything("env"));

    /// <summary>Whoever sits at this machine, where the shop has no keys.</summary>
    public static Caller Loopback { get; } = new("loopback", Everything("loopback"), IsBrowser: true);

    /// <summary>Whether a route is open to the caller.</summary>
    public bool May(RouteScope route, string? placement) => Key.Placements.Count == 0
        ? Key.May(route.Scope)
        : route.IsPerPlacement && placement is not null && Key.Placements.Contains(placement, StringComparer.Ordinal);

    private static AccessKey Everything(string id) => new() { Id = id, Name = id, Hash = "", Scopes = AccessScopes.Admin, Created = default };
}
