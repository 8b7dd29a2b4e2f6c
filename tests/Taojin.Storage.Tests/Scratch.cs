using System.IO.Compression;
using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Tests;

/// <summary>A folder of a test's own, gone with it, and a clock that stands still.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-").FullName;

    public FixedClock Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public string Shop => Path.Combine(_folder, "shop");

    public string PathOf(string name) => Path.Combine(_folder, name);

    public string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    public string File(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        System.IO.File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>Settings of a shop that asks for no others: small, and where it is stored.</summary>
    public WorkspaceSettings Settings { get; init; } = new() { Threads = 2, MemoryLimitGb = 1 };

    public Workspace Init(WorkspaceSettings? settings = null) => Workspace.Init(Shop, (settings ?? Settings) with { Store = Settings.Store }, Clock);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

internal static class WorkspaceActs
{
    /// <summary>Imports what a request in its written form names, with changes.</summary>
    public static ImportReceipt Import(this Workspace shop, string source, Func<SourceRequest, SourceRequest>? with = null)
    {
        var request = SourceRequest.Parse(source);
        var receipt = shop.Log.Import(with?.Invoke(request) ?? request, null, CancellationToken.None);
        receipt.Read.ShouldBe(receipt.Accepted + receipt.Rejected + receipt.Duplicate);
        receipt.Rejected.ShouldBe(receipt.RejectedByCode.Values.Sum());
        return receipt;
    }

    /// <summary>The log as lines: user item kind time.</summary>
    public static IReadOnlyList<string> Lines(this Workspace shop)
    {
        var log = shop.Log.Read();
        return [.. Enumerable.Range(0, log.Count).Select(place => log[place])
            .Select(each => $"{log.Users.IdAt(each.User)} {(each.Item < 0 ? "-" : log.Items.Ids.IdAt(each.Item))} {each.Kind.Name()} {each.Time}")];
    }
}

/// <summary>Facts about a workspace that hold wherever it is stored. A class of another store gives another scratch.</summary>
public abstract class StoreFacts
{
    private protected virtual Scratch NewScratch() => new();
}
