using Microsoft.AspNetCore.Builder;
using Taojin.Storage.Access;

namespace Taojin.Server.Access;

/// <summary>What a route asks of its caller. A route that says nothing is closed to everybody.</summary>
/// <param name="Scope">The scope; none: anybody may call.</param>
/// <param name="IsPerPlacement">Whether its query names a placement, so that keys for placements may call it.</param>
internal sealed record RouteScope(AccessScopes Scope, bool IsPerPlacement = false)
{
    /// <summary>Whether an open page asks it every second: then only refusals are noted.</summary>
    public bool IsPolled { get; init; }
}

/// <summary>How a route or a group declares it; what stands nearer to the route counts.</summary>
internal static class RouteScopes
{
    /// <summary>Only callers with this scope.</summary>
    public static T Needs<T>(this T route, AccessScopes scope)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteScope(scope));

    /// <summary>Callers with the read scope, and keys for the placement that the query names as <c>placement</c>.</summary>
    public static T NeedsPlacement<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteScope(AccessScopes.Read, IsPerPlacement: true));

    /// <summary>Anybody: it tells nothing of the shop.</summary>
    public static T IsOpen<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteScope(AccessScopes.None));
}
