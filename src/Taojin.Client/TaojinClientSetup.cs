using Taojin.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes a client known to a host.</summary>
public static class TaojinClientSetup
{
    /// <summary>Adds a <see cref="TaojinClient"/> with a pooled connection.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="address">The server, such as <c>http://127.0.0.1:8686</c>.</param>
    /// <param name="key">Its key; null where it asks for none.</param>
    public static IHttpClientBuilder AddTaojinClient(this IServiceCollection services, Uri address, string? key = null) => services.AddHttpClient<TaojinClient>(http =>
    {
        http.BaseAddress = address.AbsoluteUri.EndsWith('/') ? address : new(address.AbsoluteUri + "/");
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    });
}
