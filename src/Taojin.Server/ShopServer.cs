using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scalar.AspNetCore;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Server.Dashboard.Hosting;
using Taojin.Server.Endpoints;
using Taojin.Server.Operations;
using Taojin.Server.Tasks;
using Taojin.Storage;
using Taojin.Storage.Access;
using Taojin.Workflows.Service;
using Taojin.Workflows.Serving;

namespace Taojin.Server;

/// <summary>The HTTP server of one shop.</summary>
public static class ShopServer
{
    /// <summary>Builds the server; nothing listens until it is started.</summary>
    /// <param name="shop">The live shop it answers from.</param>
    /// <param name="clock">Gives events their time when the client does not, and says when who has signed in must do so again.</param>
    /// <param name="options">Where it listens and who may ask.</param>
    /// <param name="assistant">Answers customers; null: this server has no assistant.</param>
    /// <exception cref="TaojinException">It would listen beyond this machine without a key.</exception>
    public static WebApplication Build(LiveShop shop, TimeProvider clock, ServerOptions options, Assistant? assistant = null)
    {
        var (mine, sessions) = (shop.Mine, new SignedIn(clock));
        var keyring = new Keyring(new(mine.Workspace.Folder, TimeProvider.System), sessions, TimeProvider.System, options.ApiKey);
        options.CheckClosed(keyring.IsClosed);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(options, mine.Workspace.Settings, mine.Workspace.Folder));
        builder.Logging.SetMinimumLevel(LogLevel.Warning); // below it the framework names addresses, and addresses name persons
        if (options.Logs is not null)
            builder.Logging.ClearProviders().AddProvider(options.Logs);
        else if (mine.Workspace.Settings.Server.HasJsonLogs)
            builder.Logging.ClearProviders().AddJsonConsole(json => json.UseUtcTimestamp = true);
        builder.AddAccess(mine, keyring, sessions);
        builder.AddOperations(mine, options);
        builder.Services.AddSingleton(shop);
        builder.Services.AddSingleton(_ => new TaskQueue(shop, options.Program));
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<Retraining>(services, mine)).AddHostedService(services => services.GetRequiredService<Retraining>());
        builder.Services.AddSingleton(clock);
        if (assistant is not null)
            builder.Services.AddSingleton(assistant);
        builder.Services.AddOpenApi("v1", Describe);
        builder.Services.ConfigureHttpJsonOptions(json => Copy(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // else what cannot be read is answered without a word
        builder.Services.AddDashboard();
        if (options.OpensFirstPage)
            builder.Services.AddHostedService<FirstReader>();
        var app = builder.Build();
        app.UseMiddleware<Overload>();
        app.UseAccess(mine.Workspace.Settings.Server, keyring.IsClosed);
        var routes = app.MapGroup("").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests);
        foreach (var endpoint in AllEndpoints())
            endpoint.Map(routes);
        app.MapTelemetry();
        app.MapCluster(options.ClusterPages);
        app.MapOpenApi("/openapi/{documentName}.json").Needs(AccessScopes.Read);
        app.MapScalarApiReference("/docs", scalar => scalar.WithTitle("Taojin").WithOpenApiRoutePattern("/openapi/v1.json")).Needs(AccessScopes.Read);
        app.Lifetime.ApplicationStarted.Register(shop.PrepareLists);
        app.MapDashboard();
        return app;
    }

    /// <summary>Ends a server: says first that it takes nothing new, waits for those who ask by that, and lets what is asked already be answered.</summary>
    /// <param name="app">The server.</param>
    /// <param name="wait">How long those who send requests need to notice.</param>
    public static async Task DrainAsync(WebApplication app, TimeSpan wait)
    {
        app.Services.GetRequiredService<Readiness>().IsDraining = true;
        if (wait > TimeSpan.Zero)
        {
            using var timer = new PeriodicTimer(wait, TimeProvider.System);
            await timer.WaitForNextTickAsync();
        }
        await app.StopAsync();
    }

    /// <summary>Where a started server listens, such as <c>http://127.0.0.1:8686</c>.</summary>
    public static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>SHA-256 of the certificate that the settings name, in hex; null when they name none.</summary>
    /// <param name="settings">The shop's settings.</param>
    /// <param name="folder">Folder of the workspace.</param>
    public static string? FingerprintOf(WorkspaceSettings settings, string folder)
    {
        using var certificate = Tls.CertificateOf(settings.Server, folder);
        return certificate?.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);
    }

    private static IEnumerable<IEndpoint> AllEndpoints() => typeof(IEndpoint).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IEndpoint).IsAssignableFrom(type))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (IEndpoint)Activator.CreateInstance(type)!);

    private static void Describe(OpenApiOptions openApi)
    {
        openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Taojin", Version = "v1", Description = "Recommendations and purchase predictions of one shop, each with its reason. Problems are told in Chinese where Accept-Language asks for it (detail_en then is the English original), else in English; codes stay the same." };
            document.Servers = [];
            return Task.CompletedTask;
        });
        openApi.ShowScopes();
    }

    private static void Copy(System.Text.Json.JsonSerializerOptions target)
    {
        target.PropertyNamingPolicy = Snake.Json.PropertyNamingPolicy;
        target.DefaultIgnoreCondition = Snake.Json.DefaultIgnoreCondition;
        target.NumberHandling = Snake.Json.NumberHandling;
        target.AllowDuplicateProperties = false;
        target.RespectNullableAnnotations = true; // null where something must stand is the sender's fault, not ours
        (target.RespectNullableAnnotations, target.RespectRequiredConstructorParameters) = (true, true);
        target.MaxDepth = Snake.Json.MaxDepth;
        target.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow;
        target.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        target.Converters.Add(new Resources.ObjectReader());
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

    /// <summary>The owner's key, which may do everything; null: only the keys of the workspace count, and without any the loopback alone may ask.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The program of the command line, which does long work in processes of its own.</summary>
    public string Program { get; init; } = Environment.ProcessPath ?? "taojin";

    /// <summary>Whether the server opens its first page itself, once, so that the first person finds it ready.</summary>
    public bool OpensFirstPage { get; init; }

    /// <summary>Answers below <c>/cluster/</c>, with the admin scope, when this server is a node of a cluster; else null.</summary>
    public RequestDelegate? ClusterPages { get; init; }

    /// <summary>Where logs go; null: to the console, as the settings say.</summary>
    public ILoggerProvider? Logs { get; init; }

    /// <summary>Room on the workspace's disk; null: asked of the system.</summary>
    internal Func<long>? FreeBytes { get; init; }

    internal void CheckClosed(bool isClosed)
    {
        if (!isClosed && !IPAddress.IsLoopback(Address))
            throw new TaojinException("server.open", $"The server would answer anybody who reaches {Address}.", "Make a key (./taojin keys add NAME --scope admin), or set the environment variable TAOJIN_API_KEY to one of 16 characters or more.");
        if (ApiKey is { Length: < 16 })
            throw new TaojinException("server.key-short", "The API key has fewer than 16 characters.", "Set TAOJIN_API_KEY to a longer one, such as the output of: openssl rand -hex 24");
    }
}
