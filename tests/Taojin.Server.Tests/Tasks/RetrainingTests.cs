using Microsoft.Extensions.Logging.Abstractions;
using Taojin.Server.Operations;
using Taojin.Server.Tasks;
using Taojin.Server.Tests.Access;
using Taojin.Workflows;

namespace Taojin.Server.Tests.Tasks;

/// <summary>When a server trains again by itself. In the place of the program that would train stands one that waits until it is ended.</summary>
public sealed class RetrainingTests : IDisposable
{
    private readonly BareShop _shop = new();
    private readonly TaskQueue _tasks;
    private readonly DriftWatch _drift;
    private readonly Retraining _retraining;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public RetrainingTests()
    {
        _shop.Settle("schedule", "every = \"24h\"", "tasks = \"recommend, purchase\"", "on_drift = true");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It stands as a shell script.");
        var program = Path.Combine(Path.GetDirectoryName(_shop.Folder)!, "waits");
        File.WriteAllText(program, "#!/bin/sh\nread line\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (_tasks, _drift) = (new(_shop.Live(), program), new(_shop.Mine));
        _retraining = new(_shop.Mine, _tasks, _drift, NullLogger<Retraining>.Instance);
    }

    public void Dispose()
    {
        _retraining.Dispose();
        _tasks.Dispose();
        _drift.Dispose();
        _shop.Dispose();
    }

    [Fact]
    public async Task What_the_timetable_wants_is_started_once_when_it_is_due()
    {
        _retraining.StartDue(_now + TimeSpan.FromHours(23));
        _tasks.All.ShouldBeEmpty();

        _retraining.StartDue(_now + TimeSpan.FromHours(25));
        _retraining.StartDue(_now + TimeSpan.FromHours(60)); // both are under way still

        var started = await Ended(2);
        started.Select(task => task.Task).Order().ShouldBe(["purchase", "recommend"]);
        started.ShouldAllBe(task => task.Why == "schedule");
        _retraining.StartDue(_now + TimeSpan.FromHours(23)); // the last one began just now
        _tasks.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_another_server_or_an_earlier_run_began_counts_too()
    {
        var earlier = new TaskAnswer("0001", "train", "recommend", TaskState.Done, Data.Instant.Of(_now + TimeSpan.FromHours(20)), Data.Instant.Of(_now + TimeSpan.FromHours(21)), null, "训练完成", []) { Why = "schedule" };
        _shop.Mine.Workspace.Tasks.Put(earlier.Id, System.Text.Json.JsonSerializer.Serialize(earlier, Storage.Snake.Json));

        _retraining.StartDue(_now + TimeSpan.FromHours(25));

        (await Ended(2)).Where(task => task.Id != earlier.Id).Select(task => task.Task).ShouldBe(["purchase"]);
    }

    [Fact]
    public async Task What_has_shifted_much_is_started_once_a_day_and_nothing_else()
    {
        _retraining.StartDrifted(Report(("recommend", 0.2), ("purchase", 0.05)), _now);
        _tasks.All.ShouldBeEmpty();

        _retraining.StartDrifted(Report(("recommend", 0.4), ("purchase", 0.05), ("category", 0.9)), _now);
        (await Ended(1)).Select(task => (task.Task, task.Why)).ShouldBe([("recommend", "drift")]); // categories are not wanted

        _retraining.StartDrifted(Report(("recommend", 0.4)), _now + TimeSpan.FromHours(23));
        _tasks.All.Count.ShouldBe(1);
        _retraining.StartDrifted(Report(("recommend", 0.4)), _now + TimeSpan.FromHours(25));
        (await Ended(2)).ShouldAllBe(task => task.Task == "recommend");
    }

    private static DriftReport Report(params (string Task, double Psi)[] tasks) => new(default, [.. tasks.Select(each => new TaskDrift
    {
        Task = each.Task, Version = $"{each.Task}/popular/000001", TrainedUntil = default, Score = new("score", each.Psi, ByChance: 0.001, Then: 1000, Now: 1000),
    })]);

    private async Task<IReadOnlyList<TaskAnswer>> Ended(int count)
    {
        _tasks.All.Count.ShouldBe(count);
        foreach (var task in _tasks.All)
            _tasks.Find(task.Id)?.Cancel();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (_tasks.All.Any(task => task.Finished is null))
            await Task.Delay(50, patience.Token);
        return _tasks.All;
    }
}
