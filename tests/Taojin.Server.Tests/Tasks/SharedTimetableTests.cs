using Microsoft.Extensions.Logging.Abstractions;
using Taojin.Server.Operations;
using Taojin.Server.Tasks;
using Taojin.Testing.Servers;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Tests.Tasks;

/// <summary>Two servers on one PostgreSQL, each with the same timetable, at the same moment.</summary>
public sealed class SharedTimetableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-timetables-").FullName;

    [Fact]
    public async Task What_both_find_due_one_of_them_starts()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        using var postgres = PostgresServer.Start();
        var store = postgres.NewDatabase();
        using var one = new Timed(Path.Combine(_folder, "one"), store, Program());
        using var other = new Timed(Path.Combine(_folder, "other"), store, Program());
        var now = TimeProvider.System.GetUtcNow();

        Together(one, other, now + TimeSpan.FromHours(25)); // each knows of a timetable that began with itself
        one.Tasks.All.Select(task => task.Task).Order().ShouldBe(["purchase", "recommend"]);
        other.Tasks.All.Select(task => task.Id).ShouldBe(one.Tasks.All.Select(task => task.Id));

        await one.EndAsync();
        await other.EndAsync();
        Together(one, other, now + TimeSpan.FromHours(50));
        one.Tasks.All.Count.ShouldBe(4);
        one.Tasks.All.ShouldAllBe(task => task.Why == "schedule");
        await one.EndAsync();
        await other.EndAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Together(Timed one, Timed other, DateTimeOffset now)
    {
        using var start = new Barrier(2);
        Thread[] servers = [.. new[] { one, other }.Select(server => new Thread(() =>
        {
            start.SignalAndWait();
            server.Retraining.StartDue(now);
        }))];
        foreach (var server in servers)
            server.Start();
        foreach (var server in servers)
            server.Join();
    }

    /// <summary>Stands in the place of the program that would train, and waits until it is ended.</summary>
    private string Program()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It stands as a shell script.");
        var program = Path.Combine(_folder, "waits");
        File.WriteAllText(program, "#!/bin/sh\nread line\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return program;
    }

    private sealed class Timed : IDisposable
    {
        private readonly Mine _mine;
        private readonly DriftWatch _drift;

        public Timed(string folder, string store, string program)
        {
            _mine = Mine.Init(folder, new() { Store = store, Threads = 1, MemoryLimitGb = 0.5, Schedule = new() { Every = "24h", Tasks = "recommend, purchase" } });
            Tasks = new(LiveShop.Open(_mine, new Prepare(_mine).Run().Log, threads: 1), program);
            _drift = new(_mine);
            Retraining = new(_mine, Tasks, _drift, NullLogger<Retraining>.Instance);
        }

        public TaskQueue Tasks { get; }

        public Retraining Retraining { get; }

        /// <summary>Ends what this server has under way.</summary>
        public async Task EndAsync()
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(30));
            foreach (var task in Tasks.All)
                Tasks.Find(task.Id)?.Cancel();
            while (Tasks.All.Any(task => Tasks.Find(task.Id) is not null && task.Finished is null))
                await Task.Delay(20, patience.Token);
        }

        public void Dispose()
        {
            Retraining.Dispose();
            Tasks.Dispose();
            _drift.Dispose();
            _mine.Dispose();
        }
    }
}
