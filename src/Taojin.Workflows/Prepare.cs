using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Storage;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows;

/// <summary>Cleans the log and says what can be learned from it.</summary>
public sealed class Prepare(Mine mine)
{
    /// <summary>Reads the whole log, or what came before a moment; the log itself is left as it is.</summary>
    /// <param name="options">What counts as dirt; the defaults of the shop when null.</param>
    /// <param name="purpose">What it is read for: users who do not allow that are left out.</param>
    public Prepared Run(CleaningOptions? options = null, Purposes purpose = Purposes.Analytics)
    {
        var cleaned = Cleaning.Clean(mine.LogFor(purpose), options ?? new());
        var quality = DataQuality.Of(cleaned.Log, mine.Calendar);
        return new(cleaned.Log, cleaned.Report, quality, Readiness.Of(quality, mine.Algorithms));
    }

    /// <summary>The cleaned log alone, without what is found out about it: what answering needs.</summary>
    /// <param name="purpose">What it is read for: users who do not allow that are left out.</param>
    public ShopLog Log(Purposes purpose) => Cleaning.Clean(mine.LogFor(purpose), new()).Log;

    /// <summary>The same, and how far it goes.</summary>
    /// <param name="purpose">What it is read for: users who do not allow that are left out.</param>
    public (ShopLog Log, LogMark Until) Marked(Purposes purpose)
    {
        var (log, until) = mine.Workspace.Log.ReadMarked();
        return (Cleaning.Clean(mine.Workspace.Consents.Allowed(log, purpose), new()).Log, until);
    }

    /// <summary>What each kind of behaviour says of a later purchase, learned from the whole log; training learns it again from what came before its cuts. Empty for a log too short to look ahead in.</summary>
    public IReadOnlyList<BehaviourEvidence> Weigh(Prepared prepared)
    {
        try
        {
            var ahead = PurchaseSplit.Of(prepared.Log, kind => kind == EventKind.Purchase).Horizon;
            return LearnedWeights.Of(prepared.Log, ahead, mine.Workspace.Settings.Weights).Rows;
        }
        catch (TaojinException tooShort) when (tooShort.Code == "split.too-short")
        {
            return [];
        }
    }
}

/// <summary>A log fit for learning, and what was found on the way.</summary>
/// <param name="Log">The cleaned log.</param>
/// <param name="Cleaning">What was left out, and why.</param>
/// <param name="Quality">What the log holds.</param>
/// <param name="Readiness">Which models it can carry.</param>
public sealed record Prepared(ShopLog Log, CleaningReport Cleaning, DataQuality Quality, IReadOnlyList<ReadinessRow> Readiness)
{
    /// <summary>Whether the data can carry an algorithm.</summary>
    public bool IsReadyFor(string algorithm) => Readiness.Any(row => row.Algorithm.Name == algorithm && row.IsReady);
}
