using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Taojin.Server.Operations;
using Taojin.Storage;
using Taojin.Workflows;

namespace Taojin.Server.Tasks;

/// <summary>Trains again when the timetable says so, or when data and scores have shifted: looks every minute, at drift every six hours.</summary>
internal sealed partial class Retraining(Mine mine, TaskQueue tasks, DriftWatch drift, ILogger<Retraining> log) : BackgroundService
{
    private const int MinutesOfDrift = 360;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1), LeastApart = TimeSpan.FromDays(1);
    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();

    private ScheduleSettings Settings => mine.Workspace.Settings.Schedule;

    private IEnumerable<string> Wanted => Settings.Tasks.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Starts what the timetable wants by now; a training that was missed while no server ran is made up for once.</summary>
    /// <param name="now">Real time.</param>
    public void StartDue(DateTimeOffset now)
    {
        foreach (var task in Wanted)
            if (Last(task, "schedule") is var last && Due(last) <= now && !IsUnderWay(task))
                Start(task, "schedule", last);
    }

    /// <summary>The tasks that are trained again by themselves, each with when the timetable wants it next; null where there is no timetable.</summary>
    public IReadOnlyList<(string Task, DateTimeOffset? Due)> Plan => Settings.Every.Length == 0 && !Settings.OnDrift ? [] : [.. Wanted.Select(task => (task, Due(Last(task, "schedule"))))];

    /// <summary>Starts what has shifted much, once a day at most.</summary>
    public void StartDrifted(DriftReport report, DateTimeOffset now)
    {
        foreach (var task in Wanted)
            if (report.Tasks.Any(each => each.Task == task && each.Level == "much") && Last(task, null) is var last && !(now - last?.Started.ToDateTimeOffset() < LeastApart) && !IsUnderWay(task))
                Start(task, "drift", last);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            for (var minute = 1; await timer.WaitForNextTickAsync(stoppingToken); minute++)
                await TryAsync(minute, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return; // the server ends
        }
    }

    private async Task TryAsync(int minute, CancellationToken cancellation)
    {
        try
        {
            StartDue(TimeProvider.System.GetUtcNow());
            if (Settings.OnDrift && minute % MinutesOfDrift == 1)
                StartDrifted(await drift.ReportAsync(isFresh: true, cancellation), TimeProvider.System.GetUtcNow());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Waiting(log, fault.GetType().Name, fault.Message);
        }
    }

    /// <summary>Of all servers of a store that find a task due after the same run, one starts it.</summary>
    private void Start(string task, string why, TaskAnswer? last)
    {
        var wish = new TrainWish(task, Publish: true) { Canary = Settings.CanaryShare > 0 ? Settings.CanaryShare : null, Threads = Settings.Threads > 0 ? Settings.Threads : null, MemoryGb = Settings.MemoryGb, Why = why };
        if (tasks.TryStart(wish, $"{why} {task} after {last?.Id ?? "none"}"))
            Started(log, task, why);
    }

    private DateTimeOffset? Due(TaskAnswer? last) => Timetable.TryParse(Settings.Every, out var table) ? table!.After(last?.Started.ToDateTimeOffset() ?? _started, mine.Calendar.Offset) : null;

    private TaskAnswer? Last(string task, string? why) => tasks.All.FirstOrDefault(each => each.Task == task && (why is null || each.Why == why));

    private bool IsUnderWay(string task) => tasks.All.Any(each => each.Task == task && (each.State is TaskState.Waiting or TaskState.Running));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Training {Task} again: {Why}.")]
    private static partial void Started(ILogger log, string task, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing could be trained again now: {Kind}: {Why} It is tried again.")]
    private static partial void Waiting(ILogger log, string kind, string why);
}
