using System.IO.Hashing;
using System.Runtime.InteropServices;
using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Storage.Models;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Serving;

/// <summary>
/// State of the features as of some event of the log, below <c>snapshots/</c>, so that a start replays only what came behind it. It is used only
/// when the log up to there is, event by event, what it was made from; an event that comes later than <see cref="Margin"/>, a damaged file or another
/// version of a feature means a replay of everything. It may be deleted at any time.
/// </summary>
public sealed class FeatureSnapshot(Mine mine)
{
    private const string Task = "snapshot", Name = "features";
    private readonly string _folder = Path.Combine(mine.Workspace.Folder, "snapshots");

    /// <summary>Replay of fewer events than these costs less than a snapshot.</summary>
    public int Every { get; init; } = 1_000_000;

    /// <summary>Events of the last while are left to the next start: others that happened before them may still come.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Features that have observed the whole log.</summary>
    /// <param name="log">The cleaned log.</param>
    /// <param name="settings">What features must agree on.</param>
    /// <param name="threads">At most so many threads replay.</param>
    public FeatureReplay Replay(ShopLog log, FeatureSettings settings, int threads)
    {
        var (features, from) = Restore(log, settings) ?? (new FeatureReplay(log.Items, settings), 0);
        var settled = log.CountBefore(log.End - Margin + TimeSpan.FromMicroseconds(1));
        if (settled - from >= Every)
        {
            features.ObserveRange(log, from, settled, threads);
            Save(features, log, settled);
            from = settled;
        }
        features.ObserveRange(log, from, log.Count, threads);
        return features;
    }

    /// <summary>Writes a newer one beside a shop that runs, from the log and the last one: nothing that answers is touched or waits. It takes the memory of the log and of the features.</summary>
    /// <param name="threads">At most so many threads replay.</param>
    /// <exception cref="TaojinException">The log could not be read.</exception>
    public void Renew(int threads) => Replay(new Prepare(mine).Log(Purposes.Personalisation), mine.Features, threads);

    private ModelStore Store => new(_folder, mine.Clock);

    private (FeatureReplay Features, int From)? Restore(ShopLog log, FeatureSettings settings)
    {
        try
        {
            if (!Directory.Exists(_folder) || Store.Latest(Task, Name) is not { } version)
                return null;
            var parts = Store.Read(version);
            var (events, items) = ((int)parts.Settings["events"]!, (int)parts.Settings["items"]!);
            if (events > log.Count || items > log.Items.Count || (string?)parts.Settings["fingerprint"] != FingerprintOf(log, events, items))
                return null;
            return (FeatureReplay.Restore(parts, log.Items, settings), events);
        }
        catch (Exception damage) when (damage is TaojinException or IOException or ArgumentException or NullReferenceException)
        {
            return null;
        }
    }

    private void Save(FeatureReplay features, ShopLog log, int events)
    {
        try
        {
            var version = Store.Save(new() { Task = Task, Algorithm = Name, Data = $"{events} events", Split = "none" }, writer =>
            {
                writer.Settings["events"] = events;
                writer.Settings["items"] = log.Items.Count;
                writer.Settings["fingerprint"] = FingerprintOf(log, events, log.Items.Count);
                features.Save(writer);
            });
            foreach (var older in Store.Versions().Where(each => each != version))
                Store.Delete(older);
        }
        catch (IOException)
        {
            // No room for it: the next start replays the log, as this one did.
        }
    }

    /// <summary>Of the events that were observed, of what the features know of the items, and of the features themselves.</summary>
    private static string FingerprintOf(ShopLog log, int events, int items)
    {
        var hash = new XxHash128();
        hash.Append(MemoryMarshal.AsBytes(log.User.AsSpan(0, events)));
        hash.Append(MemoryMarshal.AsBytes(log.Item.AsSpan(0, events)));
        hash.Append(MemoryMarshal.AsBytes(log.Kind.AsSpan(0, events)));
        hash.Append(MemoryMarshal.AsBytes(log.Time.AsSpan(0, events)));
        AppendKnown(hash, log.Price.AsSpan(0, Math.Min(events, log.Price.Length)));
        AppendKnown(hash, log.Items.Price.AsSpan(0, Math.Min(items, log.Items.Price.Length)));
        if (log.Items.Category.AsSpan(0, Math.Min(items, log.Items.Category.Length)) is var categories && categories.ContainsAnyExcept(-1))
            hash.Append(MemoryMarshal.AsBytes(categories));
        foreach (var column in FeatureCatalog.Columns)
            hash.Append(MemoryMarshal.AsBytes(column.Name.AsSpan()));
        hash.Append(typeof(FeatureReplay).Assembly.ManifestModule.ModuleVersionId.ToByteArray()); // another build may fold otherwise
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>A column that says nothing is left out of a log until somebody says something: then it is there, and says nothing of what came before.</summary>
    private static void AppendKnown(XxHash128 hash, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (!float.IsNaN(value))
            {
                hash.Append(MemoryMarshal.AsBytes(values));
                return;
            }
    }
}
