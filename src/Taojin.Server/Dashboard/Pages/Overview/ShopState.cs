using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.Models;
using Taojin.Workflows;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Training;

namespace Taojin.Server.Dashboard.Pages.Overview;

/// <summary>The shop this week, beside the week before, and how far each stage of the loop is.</summary>
internal sealed record ShopState
{
    /// <summary>Under which it is kept.</summary>
    public const string Name = "overview";

    private const int Week = 7, Course = 28;

    public required LogSummary Log { get; init; }

    public required long Imports { get; init; }

    public required IReadOnlyList<KindTotal> Now { get; init; }

    public required IReadOnlyList<KindTotal> Before { get; init; }

    /// <summary>The last four weeks by days, oldest first.</summary>
    public required IReadOnlyList<DayFigures> Days { get; init; }

    public required IReadOnlyList<ModelVersion> Versions { get; init; }

    public required IReadOnlyDictionary<string, ModelVersion> Aliases { get; init; }

    public required IReadOnlyList<TrainingRun> Runs { get; init; }

    public required OnlineReport Online { get; init; }

    /// <summary>The end of the week that is told of: now, or the log's end where the log is of another year.</summary>
    public required Instant Until { get; init; }

    /// <summary>The best model of each task that was trained.</summary>
    public IReadOnlyList<ModelRow> Chosen => [.. Runs.Select(run => run.Chosen).OfType<ModelRow>()];

    /// <summary>Those of them that beat the simple models beside them; a simple model beats none.</summary>
    public IReadOnlyList<ModelRow> Beating => [.. Chosen.Where(model => model is { IsBaseline: false, Gate.IsPassed: true })];

    public bool IsEmpty => Log.Events == 0;

    public long Events(EventKind kind) => Now.FirstOrDefault(each => each.Kind == kind)?.Events ?? 0;

    public static ShopState Of(LiveShop shop)
    {
        var (mine, browse) = (shop.Mine, shop.Mine.Workspace.Browse);
        var log = mine.Workspace.Log.Summary();
        var last = (log.Last ?? mine.Now) + TimeSpan.FromSeconds(1);
        var until = mine.Now < last || mine.Now - last > TimeSpan.FromDays(Week) ? last : mine.Now;
        return new()
        {
            Log = log,
            Imports = log.Imports,
            Now = browse.Totals(Back(Week), until),
            Before = browse.Totals(Back(2 * Week), Back(Week)),
            Days = DayFigures.Of(browse.Days(Back(Course), until), Math.Max(mine.Calendar.DayOf(Back(Course)) + 1, mine.Calendar.DayOf(log.First ?? until)), mine.Calendar.DayOf(until)),
            Versions = mine.Models.Versions(),
            Aliases = mine.Models.Aliases(),
            Runs = [.. Train.Tasks.Select(task => Train.Last(mine, task)).OfType<TrainingRun>()],
            Online = shop.OnlineQuality(Week),
            Until = until,
        };
        Instant Back(int days) => until - TimeSpan.FromDays(days);
    }
}

/// <summary>One day.</summary>
/// <param name="Day">Days since 1970-01-01.</param>
/// <param name="Events">All events but those of being shown something.</param>
/// <param name="Purchases">Purchases.</param>
/// <param name="Money">What they brought.</param>
internal sealed record DayFigures(int Day, long Events, long Purchases, double Money)
{
    public DateOnly Date => DateOnly.FromDayNumber(new DateOnly(1970, 1, 1).DayNumber + Day);

    /// <summary>Every day of a span, those without events too.</summary>
    public static IReadOnlyList<DayFigures> Of(IReadOnlyList<DayTotal> totals, int first, int last)
    {
        var byDay = totals.ToLookup(total => total.Day);
        return [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(day => new DayFigures(
            day,
            byDay[day].Where(each => each.Kind != EventKind.Shown).Sum(each => each.Events),
            byDay[day].Where(each => each.Kind == EventKind.Purchase).Sum(each => each.Events),
            byDay[day].Where(each => each.Kind == EventKind.Purchase).Sum(each => each.Money)))];
    }
}
