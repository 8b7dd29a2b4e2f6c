using Taojin.Data;
using Taojin.Storage.Access;

namespace Taojin.Storage.Tests.Access;

/// <summary>The audit log is read from its end, whatever its size, and old months end.</summary>
public sealed class AuditFileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private string Folder => Path.Combine(_scratch.Shop, "audit");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_latest_acts_come_first_across_months_and_what_is_no_act_is_left_out()
    {
        var audit = new AuditFile(_scratch.Shop);
        foreach (var day in Enumerable.Range(0, 60))
            audit.Add(Act(day));
        File.AppendAllText(Path.Combine(Folder, "2026-03.jsonl"), "{\"time\":\"2026-0");

        audit.Latest(60).Select(act => act.Act).ShouldBe(Enumerable.Range(0, 60).Reverse().Select(day => $"改价 {day}"));
        audit.Latest(3).Count.ShouldBe(3);
    }

    [Fact]
    public void A_few_acts_of_a_large_month_are_read_without_reading_the_month()
    {
        Directory.CreateDirectory(Folder);
        using (var file = File.Create(Path.Combine(Folder, "2026-01.jsonl")))
            file.SetLength(1L << 30); // a gibibyte of zeros, of which the disk keeps none
        var audit = new AuditFile(_scratch.Shop);
        File.AppendAllText(Path.Combine(Folder, "2026-01.jsonl"), "\n");
        foreach (var day in Enumerable.Range(0, 3))
            audit.Add(Act(day));
        var before = GC.GetAllocatedBytesForCurrentThread();

        audit.Latest(3).Select(act => act.Act).ShouldBe(["改价 2", "改价 1", "改价 0"]);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1L << 22);
    }

    [Fact]
    public void Lines_are_the_same_as_those_read_forwards_wherever_blocks_end()
    {
        var path = _scratch.File("行.txt", "");
        foreach (var length in new[] { 1, 65_535, 65_536, 65_537, 200_000 })
        {
            string[] lines = [.. Enumerable.Range(0, 5).Select(line => $"{line}{new string('茶', length / 3)}{new string('x', length % 3)}")];
            File.WriteAllText(path, string.Join('\n', lines) + (length % 2 == 0 ? "\n" : "\n\n末行"));

            LinesBackwards.Of(path).ShouldBe(File.ReadLines(path).Where(line => line.Length > 0).Reverse(), length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Retention_ends_months_that_are_over_for_as_long_as_the_settings_say()
    {
        using var shop = _scratch.Init(new() { Privacy = new() { KeepAuditDays = 31 } });
        var audit = new AuditFile(shop.Folder);
        var now = Instant.Of(_scratch.Clock.Now);
        foreach (var age in new[] { 100, 70, 1, 0 })
            audit.Add(Act(0) with { Time = now - TimeSpan.FromDays(age) });
        var months = Directory.GetFiles(Path.Combine(shop.Folder, "audit")).Length;

        var ended = shop.Retention.Run().AuditFiles;

        ended.ShouldBeInRange(1, 2);
        Directory.GetFiles(Path.Combine(shop.Folder, "audit")).Length.ShouldBe(months - ended);
        audit.Latest(10).Count(act => act.Time >= now - TimeSpan.FromDays(31)).ShouldBe(2);
    }

    private static AuditEntry Act(int day) => new() { Time = Instant.Of(new DateTimeOffset(2026, 1, 15, 8, 0, 0, TimeSpan.Zero).AddDays(day)), Key = "cli", Act = $"改价 {day}", Outcome = "200" };
}
