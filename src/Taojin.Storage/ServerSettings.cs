namespace Taojin.Storage;

/// <summary>Who may reach the server, how, and how much of it.</summary>
public sealed record ServerSettings
{
    /// <summary>Web pages of other origins that may ask, parted by commas; empty: none.</summary>
    public string CorsOrigins { get; init; } = "";

    /// <summary>Certificate file, PEM or PFX (its password stands in TAOJIN_TLS_PASSWORD); empty: plain HTTP.</summary>
    public string TlsCertificate { get; init; } = "";

    /// <summary>Private key file of a PEM certificate; empty: it stands in the certificate's file.</summary>
    public string TlsKey { get; init; } = "";

    /// <summary>Addresses of proxies whose X-Forwarded-For and -Proto count, parted by commas; empty: none.</summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>Requests a second of one key, or of one address without a key; 0: no limit. A burst of two seconds is granted.</summary>
    public int RequestsPerSecond { get; init; } = 10_000;

    /// <summary>Wrong keys a minute from one address before it is told to wait.</summary>
    public int WrongKeysPerMinute { get; init; } = 10;

    /// <summary>Largest body of a request, in MiB.</summary>
    public double BodyMib { get; init; } = 8;

    /// <summary>Whether logs are JSON, one line an entry.</summary>
    public bool HasJsonLogs { get; init; }

    /// <summary>A list that is written with commas.</summary>
    public static IReadOnlyList<string> List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
