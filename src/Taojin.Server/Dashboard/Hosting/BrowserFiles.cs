using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace Taojin.Server.Dashboard.Hosting;

/// <summary>Scripts and styles, embedded in the program: packed once, each with a tag of its content.</summary>
internal sealed class BrowserFiles(TimeProvider clock)
{
    private const string Prefix = "assets/";

    private readonly FrozenDictionary<string, Lazy<Asset>> _assets = typeof(BrowserFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], name => new Lazy<Asset>(() => Read(name)), StringComparer.Ordinal);

    /// <summary>Changes when any of them does, so that a browser never mixes versions.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(typeof(BrowserFiles).Assembly.ManifestModule.ModuleVersionId.ToByteArray())[..8];

    /// <summary>Tells one start of the server from another: a page of the one before must be read anew.</summary>
    public string Start { get; } = clock.GetTimestamp().ToString("x", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Address of one, below the root.</summary>
    public static string At(string name) => $"assets/{name}?v={Version}";

    /// <summary>Packs all of them now, rather than each when it is first asked for.</summary>
    public void Pack() => Parallel.ForEach(_assets.Values, asset => _ = asset.Value);

    public Asset? Of(string name) => _assets.GetValueOrDefault(name)?.Value;

    private static Asset Read(string name)
    {
        using var stream = typeof(BrowserFiles).Assembly.GetManifestResourceStream(name)!;
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(plain.GetBuffer(), 0, (int)plain.Length);
        new FileExtensionContentTypeProvider().TryGetContentType(name, out var type);
        return new(plain.ToArray(), packed.ToArray(), type + "; charset=utf-8", $"\"{Convert.ToHexStringLower(SHA256.HashData(plain.GetBuffer().AsSpan(0, (int)plain.Length)))[..16]}\"");
    }
}

/// <summary>One file for the browser.</summary>
internal sealed record Asset(byte[] Plain, byte[] Packed, string Type, string Tag);
