using System.Net;

namespace Taojin.Storage.Settings;

/// <summary>Keys of <c>taojin.toml</c> that say who may reach the server.</summary>
internal static class ServerKeys
{
    private static readonly Dictionary<string, bool> Formats = new(StringComparer.Ordinal) { ["text"] = false, ["json"] = true };

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Text("cors_origins", "Web pages of other origins that may ask, parted by commas, such as https://shop.example; empty: none. 允许跨域访问的来源，逗号分隔。",
            server => server.CorsOrigins, (server, text) => server with { CorsOrigins = text }, IsOrigin),
        Text("tls_certificate", "Certificate file, PEM or PFX (password in TAOJIN_TLS_PASSWORD); empty: plain HTTP. TLS 证书文件。",
            server => server.TlsCertificate, (server, text) => server with { TlsCertificate = text }),
        Text("tls_key", "Private key file of a PEM certificate; empty: in the certificate's file. TLS 私钥文件。",
            server => server.TlsKey, (server, text) => server with { TlsKey = text }),
        Text("trusted_proxies", "Addresses of proxies whose X-Forwarded-For counts, parted by commas. 可信代理地址，逗号分隔。",
            server => server.TrustedProxies, (server, text) => server with { TrustedProxies = text }, each => IPAddress.TryParse(each, out _)),
        Whole("requests_per_second", "Requests a second of one key, or of one address without a key; 0: no limit. 每个密钥（或地址）每秒请求上限，0 为不限。",
            (0, 10_000_000), server => server.RequestsPerSecond, (server, number) => server with { RequestsPerSecond = number }),
        Whole("wrong_keys_per_minute", "Wrong keys a minute from one address before it is told to wait. 每个地址每分钟允许的错误密钥次数。",
            (1, 1_000_000), server => server.WrongKeysPerMinute, (server, number) => server with { WrongKeysPerMinute = number }),
        new("server", "body_mib", "Largest body of a request, in MiB. 请求体上限（MiB）。",
            settings => SettingKey.Number(settings.Server.BodyMib),
            (settings, value) => SettingKey.TryNumber(value, 0.001, 1024, out var size) ? settings with { Server = settings.Server with { BodyMib = size } } : null),
        new("server", "log_format", "Logs as text, or as json: one line an entry. 日志格式：text 或 json。",
            settings => SettingKey.Quoted(settings.Server.HasJsonLogs ? "json" : "text"),
            (settings, value) => value is string name && Formats.TryGetValue(name, out var isJson) ? settings with { Server = settings.Server with { HasJsonLogs = isJson } } : null),
    ];

    private static SettingKey Text(
        string name, string comment, Func<ServerSettings, string> read, Func<ServerSettings, string, ServerSettings> write, Func<string, bool>? suits = null) =>
        new("server", name, comment,
            settings => SettingKey.Quoted(read(settings.Server)),
            (settings, value) => value is string text && (suits is null || ServerSettings.List(text).All(suits)) ? settings with { Server = write(settings.Server, text) } : null);

    private static SettingKey Whole(string name, string comment, (int Least, int Most) range, Func<ServerSettings, int> read, Func<ServerSettings, int, ServerSettings> write) =>
        new("server", name, comment,
            settings => SettingKey.Number(read(settings.Server)),
            (settings, value) => value is long number && number >= range.Least && number <= range.Most ? settings with { Server = write(settings.Server, (int)number) } : null);

    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.GetLeftPart(UriPartial.Authority) == text;
}
