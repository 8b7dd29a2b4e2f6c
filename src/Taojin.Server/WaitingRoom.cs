using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;
using Taojin.Storage;

namespace Taojin.Server;

/// <summary>Listens in place of the server while the log is replayed: alive, not ready, and saying so.</summary>
public static class WaitingRoom
{
    /// <summary>Builds it; nothing listens until it is started.</summary>
    /// <param name="options">Where the server will listen.</param>
    /// <param name="settings">Name its certificate.</param>
    /// <param name="folder">Folder of the workspace.</param>
    public static WebApplication Build(ServerOptions options, WorkspaceSettings settings, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(options, settings, folder));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.Run(context => context.Request.Path == "/health/live"
            ? context.Response.WriteAsJsonAsync(new HealthState("live", []), Snake.Json, context.RequestAborted)
            : StartingAsync(context));
        return app;
    }

    private static Task StartingAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsJsonAsync(new HealthState("starting", ["The log is replayed and the models are read."]), Snake.Json, context.RequestAborted);
    }
}
