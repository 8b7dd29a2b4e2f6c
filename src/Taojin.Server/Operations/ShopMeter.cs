using System.Diagnostics.Metrics;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Workflows;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Serving.Trials;

namespace Taojin.Server.Operations;

/// <summary>What the shop tells of itself beside what ASP.NET Core tells of requests: base units, and no id of anybody as a label.</summary>
internal sealed class ShopMeter : IDisposable
{
    /// <summary>Its name among meters.</summary>
    public const string Name = "Taojin";

    private readonly Meter _meter = new(Name);
    private readonly Mine _mine;
    private readonly Counter<long> _trials;

    public ShopMeter(LiveShop shop, Func<long> freeBytes, DriftWatch drift)
    {
        var mine = _mine = shop.Mine;
        var events = _meter.CreateCounter<long>("taojin.events", "{event}", "Live events that were taken, by kind.");
        mine.Workspace.Log.Follow(taken => Count(events, taken));
        _meter.CreateObservableGauge("taojin.disk.free", freeBytes, "By", "Room on the disk of the workspace.");
        _meter.CreateObservableGauge("taojin.model.age", Ages, "s", "Time since the model behind an alias was written.");
        _meter.CreateObservableGauge("taojin.canary.share", Shares, "1", "Share of the users whom a version on trial answers under an alias.");
        _trials = _meter.CreateCounter<long>("taojin.trials.ended", "{trial}", "Trials of versions that the guard ended, by what it did and why.");
        _meter.CreateObservableGauge("taojin.drift.index", () => Indexes(drift.Last), "1", "Population stability index of columns, scores and labels of the published models, as last looked at.");
        _meter.CreateObservableCounter("taojin.owners.asked", () => shop.Owners.Asked, "{answer}", "Answers before which the owner of the user's live state was asked, in a cluster.");
        _meter.CreateObservableCounter("taojin.owners.away", () => shop.Owners.Away, "{answer}", "Of them, those made from this server's own copy of the log, because the owner did not answer.");
        _meter.CreateObservableGauge("taojin.erasures", () => mine.Workspace.Privacy.Receipts().Count, "{erasure}", "Persons who were erased.");
    }

    /// <summary>Counts a trial that the guard ended.</summary>
    public void NoteTrial(TrialEnd end) => _trials.Add(1, new KeyValuePair<string, object?>("act", end.Act), new KeyValuePair<string, object?>("alias", end.Alias), new KeyValuePair<string, object?>("why", end.Code));

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    private static void Count(Counter<long> events, IReadOnlyList<NewEvent> taken)
    {
        foreach (var (kind, count) in taken.CountBy(each => each.Kind))
            events.Add(count, new KeyValuePair<string, object?>("kind", kind.Name()));
    }

    private static IEnumerable<Measurement<double>> Indexes(DriftReport? report) =>
        from task in report?.Tasks ?? []
        from each in task.Columns.Append(task.Score).Append(task.Label)
        where each is not null && double.IsFinite(each.Index)
        select new Measurement<double>(each.Index, new KeyValuePair<string, object?>("task", task.Task), new KeyValuePair<string, object?>("column", each.Name));

    private IEnumerable<Measurement<double>> Shares() => _mine.Models.Publications()
        .Select(each => (Alias: each.Key, Canary: each.Value.LastOrDefault(publication => publication.IsCanary)))
        .Where(each => each.Canary is not null)
        .Select(each => new Measurement<double>(each.Canary!.Share ?? 0, new KeyValuePair<string, object?>("alias", each.Alias)));

    private IEnumerable<Measurement<double>> Ages()
    {
        var now = Instant.Of(TimeProvider.System.GetUtcNow());
        foreach (var (alias, version) in _mine.Models.Aliases())
            yield return new((now - _mine.Models.CardOf(version).WrittenAt).TotalSeconds, new KeyValuePair<string, object?>("alias", alias));
    }
}
