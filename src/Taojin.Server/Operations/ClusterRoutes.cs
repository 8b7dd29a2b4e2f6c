using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Taojin.Server.Access;
using Taojin.Storage.Access;

namespace Taojin.Server.Operations;

/// <summary>The pages of the cluster that this server is a node of, below <c>/cluster/</c>, for whoever runs the shop.</summary>
internal static class ClusterRoutes
{
    private const string Root = "/cluster";

    /// <param name="app">The server.</param>
    /// <param name="pages">What answers; null: this server is no node, and there are no such routes.</param>
    public static void MapCluster(this WebApplication app, RequestDelegate? pages)
    {
        if (pages is null)
            return;
        app.MapGet(Root, context => FirstAsync(context, pages)).Needs(AccessScopes.Admin).ExcludeFromDescription();
        app.MapGet($"{Root}/{{**part}}", context => PartAsync(context, pages)).WithMetadata(new RouteScope(AccessScopes.Admin) { IsPolled = true }).ExcludeFromDescription();
    }

    /// <summary>Addresses in the page are relative to a folder.</summary>
    private static Task FirstAsync(HttpContext context, RequestDelegate pages)
    {
        if (context.Request.Path.Value!.EndsWith('/'))
            return PartAsync(context, pages);
        context.Response.Redirect($"{context.Request.PathBase}{Root}/");
        return Task.CompletedTask;
    }

    private static async Task PartAsync(HttpContext context, RequestDelegate pages)
    {
        var (root, path) = (context.Request.PathBase, context.Request.Path);
        path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase, out var part);
        try
        {
            (context.Request.PathBase, context.Request.Path) = (root + Root, part.HasValue ? part : "/");
            await pages(context);
        }
        finally
        {
            (context.Request.PathBase, context.Request.Path) = (root, path);
        }
    }
}
