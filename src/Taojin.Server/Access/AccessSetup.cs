using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Taojin.Storage;
using Taojin.Storage.Access;
using Taojin.Workflows;

namespace Taojin.Server.Access;

/// <summary>Puts the parts of access together, in the order in which a request meets them.</summary>
internal static class AccessSetup
{
    private const string SchemeName = "key";

    /// <summary>What the routes and the middleware need.</summary>
    public static void AddAccess(this WebApplicationBuilder builder, Mine mine, Keyring keyring, SignedIn sessions)
    {
        var settings = mine.Workspace.Settings.Server;
        builder.Services.AddSingleton(keyring).AddSingleton(sessions).AddSingleton(new AuditFile(mine.Workspace.Folder)).AddSingleton(new KeyFile(mine.Workspace.Folder, TimeProvider.System)).AddSingleton(new Limits(settings)).AddSingleton(new Refusals(TimeProvider.System));
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. ServerSettings.List(settings.CorsOrigins)]).WithHeaders("Authorization", "Content-Type", "Accept", "X-API-Key", "X-API-Version", "Idempotency-Key").WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")));
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedPrefix;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in ServerSettings.List(settings.TrustedProxies))
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }

    /// <summary>Listens, over TLS where the settings name a certificate.</summary>
    public static void Listen(this KestrelServerOptions kestrel, ServerOptions options, WorkspaceSettings settings, string folder)
    {
        var certificate = Tls.CertificateOf(settings.Server, folder);
        kestrel.Listen(options.Address, options.Port, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        });
        kestrel.Limits.MaxRequestBodySize = (long)(settings.Server.BodyMib * (1 << 20));
        kestrel.Limits.MaxConcurrentConnections = 1000; // unlimited unless set
        kestrel.AddServerHeader = false;
    }

    /// <summary>Everything that stands before the routes.</summary>
    public static void UseAccess(this WebApplication app, ServerSettings settings, bool isClosed)
    {
        if (settings.TrustedProxies.Length > 0)
            app.UseForwardedHeaders();
        app.UseMiddleware<BrowserHeaders>();
        app.UseMiddleware<AuditTrail>();
        app.UseMiddleware<Faults>();
        app.UseRouting();
        if (settings.CorsOrigins.Length > 0)
            app.UseCors();
        if (!isClosed)
            app.UseMiddleware<LoopbackNames>();
        app.UseMiddleware<Gate>();
    }

    /// <summary>Writes the scope of each route into the OpenAPI document.</summary>
    public static void ShowScopes(this OpenApiOptions openApi)
    {
        openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[SchemeName] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of this shop: ./taojin keys add. Scopes: read, write, admin." };
            return Task.CompletedTask;
        });
        openApi.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteScope>().LastOrDefault() is { } route && route.Scope != AccessScopes.None)
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(SchemeName, context.Document)] = [Gate.NameOf(route)] }];
            return Task.CompletedTask;
        });
    }
}
