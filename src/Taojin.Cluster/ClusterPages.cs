using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Dashboard;

namespace Taojin.Cluster;

/// <summary>The pages of Orleans' dashboard over a node's cluster, for a server to show behind its own door.</summary>
public static class ClusterPages
{
    private const int SampleMilliseconds = 2000;

    /// <summary>What answers requests: their path is read as one below the pages' root, and nothing is asked about who sends them.</summary>
    /// <param name="node">Services of a node that is started.</param>
    /// <remarks>The pages are unpacked (17 MB) when they are first asked for.</remarks>
    public static RequestDelegate Of(IServiceProvider node)
    {
        var pages = new Lazy<RequestDelegate>(() => new ApplicationBuilder(node).UseRouting().UseEndpoints(routes => routes.MapOrleansDashboard()).Build());
        return context => AnswerAsync(context, node, pages.Value);
    }

    /// <summary>Lets a node be looked at; each node of a cluster must.</summary>
    internal static void AddPages(this ISiloBuilder silo)
    {
        silo.AddDashboard(pages => (pages.HideTrace, pages.CounterUpdateIntervalMs) = (true, SampleMilliseconds)); // logs stay where logs go
        silo.Services.AddRouting();
        silo.Services.TryAddSingleton(new DiagnosticListener("Microsoft.AspNetCore"));
    }

    /// <summary>The server's own route stands in the request again when the pages have answered: the audit reads it.</summary>
    private static async Task AnswerAsync(HttpContext context, IServiceProvider node, RequestDelegate pages)
    {
        var (services, endpoint, values) = (context.RequestServices, context.GetEndpoint(), context.Request.RouteValues);
        await using var scope = node.CreateAsyncScope();
        try
        {
            context.RequestServices = scope.ServiceProvider;
            context.SetEndpoint(null);
            context.Request.RouteValues = [];
            await pages(context);
        }
        finally
        {
            (context.RequestServices, context.Request.RouteValues) = (services, values);
            context.SetEndpoint(endpoint);
        }
    }
}
