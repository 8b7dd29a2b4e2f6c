using System.Globalization;
using System.Text;
using System.Text.Json;
using Taojin.Data;

namespace Taojin.Storage.Access;

/// <summary>Who did what: <c>audit/YYYY-MM.jsonl</c>, one line an act, only ever added to. It names keys and routes, never secrets, users or texts.</summary>
/// <param name="folder">Folder of the workspace.</param>
public sealed class AuditFile(string folder)
{
    private const string Month = "yyyy-MM";
    private readonly Lock _turn = new();
    private readonly string _folder = Path.Combine(folder, "audit");

    /// <summary>Adds an act.</summary>
    public void Add(AuditEntry entry)
    {
        var line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, Snake.Json) + "\n");
        lock (_turn)
        {
            Directory.CreateDirectory(_folder);
            using var file = new FileStream(Path.Combine(_folder, $"{entry.Time.ToDateTimeOffset().ToString(Month, CultureInfo.InvariantCulture)}.jsonl"), FileMode.Append, FileAccess.Write, FileShare.Read);
            file.Write(line); // in one write, so that a kill cuts at most the last line
        }
    }

    /// <summary>The latest acts, the newest first. A line that a kill cut is left out. Reads no more of the files than it needs.</summary>
    /// <param name="most">How many.</param>
    public IReadOnlyList<AuditEntry> Latest(int most) => [.. Months().OrderDescending(StringComparer.Ordinal).SelectMany(LinesBackwards.Of).Select(Read).OfType<AuditEntry>().Take(most)];

    /// <summary>Deletes the files of months that ended before a moment.</summary>
    /// <returns>How many.</returns>
    public int End(Instant before)
    {
        string[] old = [.. Months().Where(file => DateTimeOffset.TryParseExact(Path.GetFileNameWithoutExtension(file), Month, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var month) && Instant.Of(month.AddMonths(1)) <= before)];
        foreach (var file in old)
            File.Delete(file);
        return old.Length;
    }

    private string[] Months() => Directory.Exists(_folder) ? Directory.GetFiles(_folder, "*.jsonl") : [];

    private static AuditEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditEntry>(line, Snake.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One act.</summary>
public sealed record AuditEntry
{
    /// <summary>When.</summary>
    public required Instant Time { get; init; }

    /// <summary>Who: the id of a key, <c>env</c> for TAOJIN_API_KEY, <c>loopback</c> for this machine without keys, <c>cli</c>, or <c>-</c> for nobody known.</summary>
    public required string Key { get; init; }

    /// <summary>What: method and route, such as <c>DELETE /api/v1/users/{id}/data</c>; never the address itself, which may name a person.</summary>
    public required string Act { get; init; }

    /// <summary>The scope that it needs.</summary>
    public string? Scope { get; init; }

    /// <summary>The HTTP status, or what came of it.</summary>
    public required string Outcome { get; init; }

    /// <summary>By which the server's log knows the request.</summary>
    public string? TraceId { get; init; }

    /// <summary>Refusals for which this one line stands, in place of a line each.</summary>
    public long? LeftOut { get; init; }
}
