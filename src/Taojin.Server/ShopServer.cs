using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scalar.AspNetCore;
using Taojin.Data;
using Taojin.Server.Dashboard.Hosting;
using Taojin.Server.Endpoints;
using Taojin.Storage;
using Taojin.Workflows.Service;
using Taojin.Workflows.Serving;

namespace Taojin.Server;

/// <summary>The HTTP server of one shop.</summary>
public static class ShopServer
{
    private const long LargestBody = 8 << 20;

    /// <summary>Builds the server; nothing listens until it is started.</summary>
    /// <param name="shop">The live shop it answers from.</param>
    /// <param name="clock">Gives events their time when the client does not.</param>
    /// <param name="options">Where it listens and who may ask.</param>
    /// <param name="assistant">Answers customers; null: this server has no assistant.</param>
    /// <exception cref="TaojinException">It would listen beyond this machine without a key.</exception>
    public static WebApplication Build(LiveShop shop, TimeProvider clock, ServerOptions options, Assistant? assistant = null)
    {
        options.CheckClosed();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port);
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = 1000; // unlimited unless set
            kestrel.AddServerHeader = false;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(shop);
        builder.Services.AddSingleton(clock);
        if (assistant is not null)
            builder.Services.AddSingleton(assistant);
        builder.Services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Taojin", Version = "v1", Description = "Recommendations and purchase predictions of one shop, each with its reason." };
            document.Servers = [];
            return Task.CompletedTask;
        }));
        builder.Services.ConfigureHttpJsonOptions(json => Copy(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // else what cannot be read is answered without a word
        builder.Services.AddDashboard();
        var app = builder.Build();
        app.UseMiddleware<Faults>();
        app.UseMiddleware<ApiKey>(options);
        if (options.ApiKey is null)
            app.UseMiddleware<LoopbackNames>();
        var routes = app.MapGroup("").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized);
        foreach (var endpoint in AllEndpoints())
            endpoint.Map(routes);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/docs", scalar => scalar.WithTitle("Taojin").WithOpenApiRoutePattern("/openapi/v1.json"));
        app.MapDashboard();
        return app;
    }

    /// <summary>Where a started server listens, such as <c>http://127.0.0.1:8686</c>.</summary>
    public static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static IEnumerable<IEndpoint> AllEndpoints() => typeof(IEndpoint).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IEndpoint).IsAssignableFrom(type))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (IEndpoint)Activator.CreateInstance(type)!);

    private static void Copy(System.Text.Json.JsonSerializerOptions target)
    {
        target.PropertyNamingPolicy = Snake.Json.PropertyNamingPolicy;
        target.DefaultIgnoreCondition = Snake.Json.DefaultIgnoreCondition;
        target.NumberHandling = Snake.Json.NumberHandling;
        target.AllowDuplicateProperties = false;
        target.MaxDepth = Snake.Json.MaxDepth;
        target.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow;
        target.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        foreach (var converter in Snake.Json.Converters)
            target.Converters.Add(converter);
    }
}

/// <summary>Where the server listens and who may ask.</summary>
public sealed record ServerOptions
{
    /// <summary>The address to listen on; the loopback unless told otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes any free one.</summary>
    public int Port { get; init; } = 8686;

    /// <summary>The key that clients must show as <c>Authorization: Bearer …</c>; null asks for none, which only the loopback may.</summary>
    public string? ApiKey { get; init; }

    internal void CheckClosed()
    {
        if (ApiKey is null && !IPAddress.IsLoopback(Address))
            throw new TaojinException("server.open", $"The server would answer anybody who reaches {Address}.", "Set the environment variable TAOJIN_API_KEY to a key of 16 characters or more.");
        if (ApiKey is { Length: < 16 })
            throw new TaojinException("server.key-short", "The API key has fewer than 16 characters.", "Set TAOJIN_API_KEY to a longer one, such as the output of: openssl rand -hex 24");
    }
}
