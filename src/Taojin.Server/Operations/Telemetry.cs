using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Storage.Feeds;
using Taojin.Workflows;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Serving.Trials;

namespace Taojin.Server.Operations;

/// <summary>Metrics for Prometheus at <c>/metrics</c>, and traces to whom OTEL_EXPORTER_OTLP_ENDPOINT names; without it nothing leaves the machine.</summary>
internal static class Telemetry
{
    /// <summary>Readiness, metrics, traces and what comes by itself.</summary>
    public static void AddOperations(this WebApplicationBuilder builder, Mine mine, ServerOptions options)
    {
        var (folder, feed) = (mine.Workspace.Folder, mine.Workspace.Settings.Feeds.Folder);
        var free = options.FreeBytes ?? (() => new DriveInfo(folder).AvailableFreeSpace);
        builder.Services.AddSingleton<WaitingFeeds>().AddSingleton(services => new Readiness(free, () => mine.Workspace.StoreFault, services.GetRequiredService<WaitingFeeds>())).AddSingleton(services => new ShopMeter(services.GetRequiredService<LiveShop>(), free, services.GetRequiredService<DriftWatch>()));
        if (feed.Length > 0)
            builder.Services.AddSingleton(new WatchedFolder(mine.Workspace.Log, Path.Combine(folder, feed), TimeProvider.System)).AddHostedService<FolderFeed>();
        builder.Services.AddSingleton<IHostedService>(services => new JournalUpkeep(mine.Workspace.Log, services.GetRequiredService<ILogger<JournalUpkeep>>()));
        builder.Services.AddSingleton<IHostedService>(services => new RetentionUpkeep(mine.Workspace.Retention, TimeProvider.System, services.GetRequiredService<ILogger<RetentionUpkeep>>()));
        builder.Services.AddSingleton<IHostedService>(services => new RefusalCount(services.GetRequiredService<Refusals>(), services.GetRequiredService<AuditFile>(), TimeProvider.System, services.GetRequiredService<ILogger<RefusalCount>>()));
        builder.Services.AddSingleton<IHostedService>(services => new SnapshotUpkeep(services.GetRequiredService<LiveShop>(), TimeProvider.System, services.GetRequiredService<ILogger<SnapshotUpkeep>>()));
        builder.Services.AddSingleton(_ => new DriftWatch(mine)).AddSingleton<TrialGuard>().AddSingleton<CanaryWatch>().AddHostedService(services => services.GetRequiredService<CanaryWatch>());
        builder.Services.AddSingleton(services => new TrialNotice(mine.Workspace.Settings.Canary.Webhook, services.GetRequiredService<ILogger<TrialNotice>>()));
        foreach (var pull in mine.Workspace.Settings.Feeds.Pulls)
            builder.Services.AddSingleton<IHostedService>(services => new TableFeed(services.GetRequiredService<LiveShop>(), pull, services.GetRequiredService<WaitingFeeds>(), services.GetRequiredService<ILogger<TableFeed>>()));
        builder.AddTelemetry();
    }

    private static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("taojin"));
        telemetry.WithMetrics(metrics => metrics
            .AddMeter(ShopMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddPrometheusExporter());
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation(http => http.EnrichWithHttpResponse = WithoutPersons).AddOtlpExporter());
    }

    public static void MapTelemetry(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<ShopMeter>(); // counts from the first event on
        app.MapPrometheusScrapingEndpoint("/metrics").Needs(AccessScopes.Read);
    }

    /// <summary>Addresses name persons; a trace holds the pattern of the route in their place.</summary>
    public static void WithoutPersons(Activity trace, HttpResponse response)
    {
        trace.SetTag("url.path", (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)");
        trace.SetTag("url.query", null);
    }
}
