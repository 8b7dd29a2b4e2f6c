using System.Net;
using System.Text.Json;
using Taojin.Server;
using Taojin.Storage;

namespace Taojin.Cli.Running;

/// <summary>Where the server that holds a workspace answers: <c>serve.json</c> in its folder, there while it runs. No secret stands in it.</summary>
/// <param name="Address">Such as <c>http://127.0.0.1:8686</c>: one that this machine reaches.</param>
/// <param name="Process">Id of its process.</param>
/// <param name="Certificate">SHA-256 of its certificate, in hex; null without TLS.</param>
internal sealed record ServedAddress(string Address, int Process, string? Certificate = null)
{
    public const string FileName = "serve.json";
    private const string OwnerFile = "taojin.pid";

    /// <summary>Writes it down until the result is disposed of.</summary>
    /// <param name="folder">Folder of the workspace.</param>
    /// <param name="address">Where the server listens.</param>
    /// <param name="settings">Name its certificate.</param>
    public static IDisposable Tell(string folder, string address, WorkspaceSettings settings)
    {
        var reached = new UriBuilder(address);
        if (IPAddress.TryParse(reached.Host.Trim('[', ']'), out var listened) && (listened.Equals(IPAddress.Any) || listened.Equals(IPAddress.IPv6Any)))
            reached.Host = listened.Equals(IPAddress.Any) ? "127.0.0.1" : "[::1]";
        var served = new ServedAddress(reached.Uri.GetLeftPart(UriPartial.Authority), Environment.ProcessId, ShopServer.FingerprintOf(settings, folder));
        DurableFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(served, Snake.Json));
        return new Told(Path.Combine(folder, FileName));
    }

    /// <summary>The server that holds a workspace now; null when another process does, or none. What a killed server left behind does not count.</summary>
    public static ServedAddress? Of(string folder)
    {
        try
        {
            var served = JsonSerializer.Deserialize<ServedAddress>(File.ReadAllBytes(Path.Combine(folder, FileName)), Snake.Json);
            return served is not null && File.ReadAllText(Path.Combine(folder, OwnerFile)) == $"{served.Process}" ? served : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private sealed class Told(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}
