using System.Globalization;
using System.Text.Json;
using Taojin.Data;

namespace Taojin.Storage.Feeds;

/// <summary>
/// A folder into which files are dropped: each is imported once, then moved to <c>done/</c> with its receipt; one that cannot be read is moved to
/// <c>aside/</c> with the reason; both for some days (<see cref="FeedSettings.KeepDays"/>). Under pseudonyms an imported file goes at once. A kill between import and move is harmless, since the same file twice adds nothing.
/// </summary>
public sealed class WatchedFolder
{
    private static readonly string[] Tables = ["events", "items", "users", "reviews", "orders", "campaigns", "exposures", "redemptions"];
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private readonly EventLog _log;
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Lock _turn = new();
    private readonly Dictionary<(string Path, DateTime Written, long Bytes), ImportReceipt> _unmoved = [];

    /// <param name="log">Takes what the files hold.</param>
    /// <param name="folder">The folder; it is made when it is not there.</param>
    /// <param name="clock">Tells a file that is still being written: it was changed in the last two seconds.</param>
    public WatchedFolder(EventLog log, string folder, TimeProvider clock) => (_log, _folder, _clock) = (log, Directory.CreateDirectory(folder).FullName, clock);

    /// <summary>Takes every file that is whole, in order of name. Names that begin with a dot or end in <c>.part</c> are still being written.</summary>
    /// <returns>What became of each; one that waits, because of the disk, the database or who may read it, is tried again at the next turn and holds up no other.</returns>
    public IReadOnlyList<FeedFile> Sweep()
    {
        lock (_turn)
            return [.. Directory.EnumerateFiles(_folder).Where(IsWhole).Order(StringComparer.Ordinal).ToArray().Select(Take)];
    }

    /// <summary>Files that were to be taken and were not, by their names.</summary>
    /// <param name="folder">The folder; it need not be there.</param>
    /// <param name="since">They have lain there unchanged since then.</param>
    public static IReadOnlyList<string> Waiting(string folder, DateTimeOffset since) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Where(path => IsNamed(path) && File.GetLastWriteTimeUtc(path) <= since.UtcDateTime).Select(path => Path.GetFileName(path))] : [];

    private bool IsWhole(string path) => IsNamed(path) && _clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) >= Quiet;

    private static bool IsNamed(string path) => Path.GetFileName(path) is var name && name[0] != '.' && !name.EndsWith(".part", StringComparison.Ordinal);

    private FeedFile Take(string path)
    {
        try
        {
            return Taken(path);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new(Path.GetFileName(path), Receipt: null, (fault as TaojinException)?.Code ?? fault.GetType().Name) { Waits = true };
        }
    }

    private FeedFile Taken(string path)
    {
        var version = (path, File.GetLastWriteTimeUtc(path), new FileInfo(path).Length);
        try
        {
            var receipt = _unmoved.GetValueOrDefault(version) ?? _log.Import(RequestOf(path));
            _unmoved[version] = receipt; // one that cannot be moved is not imported again
            Move(path, FeedRemains.Done, ReceiptText(receipt));
            _unmoved.Remove(version);
            return new(Path.GetFileName(path), receipt, Code: null);
        }
        catch (TaojinException fault) when (!fault.Code.StartsWith("log.", StringComparison.Ordinal) && !fault.Code.StartsWith("storage.", StringComparison.Ordinal))
        {
            Move(path, FeedRemains.Aside, JsonSerializer.Serialize(new { fault.Code, fault.Message, fault.Remedy }, Snake.Json));
            return new(Path.GetFileName(path), Receipt: null, fault.Code);
        }
    }

    /// <summary>The ending says the format, the beginning the table: <c>items-2026-05-04.csv.gz</c>.</summary>
    private static SourceRequest RequestOf(string path)
    {
        var name = Path.GetFileName(path);
        var card = SourceCards.OfEnding(name) ?? throw new TaojinException(
            "import.format-unknown", $"'{name}': files that end like this are not read here.", "Drop .csv, .xlsx, .jsonl or .parquet, or import it by hand: ./taojin import FORMAT:PATH");
        return new(card.Name, path) { Table = Tables.FirstOrDefault(table => table != "events" && name.StartsWith(table, StringComparison.OrdinalIgnoreCase)) };
    }

    private void Move(string path, string where, string why)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, where)).FullName;
        var target = Path.Combine(folder, $"{_clock.GetUtcNow().ToString(FeedRemains.TimeFormat, CultureInfo.InvariantCulture)}-{Path.GetFileName(path)}");
        DurableFile.Write(target + ".json", why);
        if (where == FeedRemains.Done && _log.Pseudonyms.IsOn)
            File.Delete(path); // the shop's own ids stand in it
        else
            File.Move(path, target, overwrite: true);
        DurableFile.FlushFolder(folder);
    }

    private static string ReceiptText(ImportReceipt receipt) => JsonSerializer.Serialize(receipt, Snake.Json);
}

/// <summary>What became of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Receipt">What the import took; null when the file was set aside.</param>
/// <param name="Code">Why it was set aside or waits; null when it was taken.</param>
public sealed record FeedFile(string Name, ImportReceipt? Receipt, string? Code)
{
    /// <summary>Whether it stays where it is and is tried again.</summary>
    public bool Waits { get; init; }
}
