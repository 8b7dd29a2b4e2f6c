using System.Globalization;
using DuckDB.NET.Data;
using Taojin.Data;
using Taojin.Numerics;
using Taojin.Storage.Live;

namespace Taojin.Storage.Tests.Live;

public sealed class LiveIngestTests : IDisposable
{
    private static readonly Instant Now = Instant.Of(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Scratch _scratch = new();

    [Fact]
    public void Every_field_of_an_event_comes_through_the_journal()
    {
        using (var shop = _scratch.Init())
            shop.Log.Append([new()
            {
                EventId = "事件", UserId = "用户", ItemId = "商品", Kind = EventKind.Purchase, Time = Now, Price = 3.5f, Quantity = 2, SessionId = "s", OrderId = "o", Line = "1",
                Currency = "CNY", Value = 4, Variant = "红", Query = "裙子", Reason = "好", Channel = "mail", CampaignId = "c", RequestId = "r", Position = 7, Model = "m",
                Placement = "home", Arm = "a/b", Propensity = 0.25f,
            }]);

        using var database = new DuckDBConnection($"DataSource={Path.Combine(_scratch.Shop, "shop.duckdb")}");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT event_id, user_id, item_id, kind, price, quantity, session_id, order_id, line, currency, value, variant, query, reason, channel, campaign_id, request_id, position, model, placement, arm, propensity, time FROM event_log";
        using var row = command.ExecuteReader();
        row.Read().ShouldBeTrue();
        string.Join(' ', Enumerable.Range(0, 22).Select(column => Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)))
            .ShouldBe("事件 用户 商品 purchase 3.5 2 s o 1 CNY 4 红 裙子 好 mail c r 7 m home a/b 0.25");
        row.GetDateTime(22).ShouldBe(Now.ToDateTimeOffset().UtcDateTime);
    }

    [Fact]
    public async Task Many_callers_share_flushes_and_everything_is_there_once()
    {
        var disk = new FailingDisk();
        _scratch.Init().Dispose();
        using (var shop = Open(new() { Disk = disk }))
        {
            await Task.WhenAll(Enumerable.Range(0, 400).Select(call => Task.Run(() => shop.Log.AppendAsync([View($"e{call}", $"u{call % 7}"), View($"e{call / 2}", "twice")]))));
            disk.Flushes.ShouldBeLessThan(200);
            shop.Log.Summary().Events.ShouldBe(400);
        }
        using var again = Workspace.Open(_scratch.Shop, _scratch.Clock);
        again.Log.Summary().Events.ShouldBe(400);
    }

    [Fact]
    public async Task A_retry_while_its_first_is_being_written_is_no_duplicate_when_the_first_fails()
    {
        var disk = new FailingDisk();
        _scratch.Init().Dispose();
        using var shop = Open(new() { Disk = disk });
        await shop.Log.AppendAsync([View("e0", "u")]);
        using var held = disk.Hold();
        var first = shop.Log.AppendAsync([View("第一", "u")]);
        held.UntilBegun();
        var retry = shop.Log.AppendAsync([View("第一", "u"), View("e2", "u")], new("钥匙", "body"));

        disk.BeforeFlush = () => disk.FailsToFlush = false; // of the next group on
        held.LetGo();

        (await Should.ThrowAsync<TaojinException>(() => first)).Code.ShouldBe("storage.full");
        (await retry).Accepted.ShouldBe(2);
        shop.Log.Summary().Events.ShouldBe(3);
    }

    [Fact]
    public async Task An_import_stands_and_is_told_of_when_live_events_beside_it_cannot_be_written()
    {
        var disk = new FailingDisk();
        _scratch.Init().Dispose();
        using var shop = Open(new() { Disk = disk });
        await shop.Log.AppendAsync([View("e0", "u")]);
        var told = 0;
        shop.Log.FollowImports(_ => told++);
        using var held = disk.Hold();
        var live = shop.Log.AppendAsync([View("e1", "u")]);
        held.UntilBegun();
        var import = Task.Run(() => shop.Import($"csv:{_scratch.File("旧.csv", "event_id,user_id,item_id,kind,time\ni1,买家,茶,view,2025-12-01 10:00:00\n")}"), TestContext.Current.CancellationToken);
        held.LetGo();

        (await Should.ThrowAsync<TaojinException>(() => live)).Code.ShouldBe("storage.full");
        (await import).Accepted.ShouldBe(1);
        told.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_with_a_key_is_answered_as_the_first_time_also_after_reopening_and_another_body_is_refused()
    {
        var key = new IdempotencyKey("钥匙", "body");
        using (var shop = _scratch.Init())
        {
            var first = await shop.Log.AppendAsync([View(null, "u"), View(null, "")], key);
            (first.Accepted, first.Rejected).ShouldBe((1, 1));
            (await shop.Log.AppendAsync([View(null, "u"), View(null, "")], key)).Statuses.ShouldBe(first.Statuses);
        }
        using var again = Workspace.Open(_scratch.Shop, _scratch.Clock);
        var retried = await again.Log.AppendAsync([View(null, "u"), View(null, "")], key);
        (retried.Accepted, retried.Statuses[1].Code).ShouldBe((1, "user.missing"));
        (await Should.ThrowAsync<TaojinException>(() => again.Log.AppendAsync([View(null, "v")], key with { Body = "another" }))).Code.ShouldBe("request.key-reused");
        again.Log.Summary().Events.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_is_known_for_a_day_and_no_file_says_what_it_was()
    {
        var key = new IdempotencyKey("订单-王小明", "body");
        using var shop = _scratch.Init();
        await shop.Log.AppendAsync([View(null, "u")], key);
        _scratch.Clock.Now += TimeSpan.FromHours(23);
        await shop.Log.AppendAsync([View(null, "u")], key);
        shop.Log.Summary().Events.ShouldBe(1);

        _scratch.Clock.Now += TimeSpan.FromHours(2);
        await shop.Log.AppendAsync([View(null, "u")], key with { Body = "another" });

        shop.Log.Summary().Events.ShouldBe(2);
        foreach (var file in Directory.EnumerateFiles(_scratch.Shop, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("taojin.lock", StringComparison.Ordinal)))
            File.ReadAllBytes(file).AsSpan().IndexOf("王小明"u8).ShouldBe(-1, file);
    }

    [Fact]
    public void A_full_disk_refuses_events_keeps_reading_and_takes_the_same_events_when_there_is_room()
    {
        _scratch.Init().Dispose();
        var disk = new FailingDisk();
        using var shop = Open(new(SegmentBytes: 4096, ReserveBytes: 0) { Disk = disk });
        shop.Log.Append([View("before", "u")]);
        shop.Log.Read().Count.ShouldBe(1);

        disk.IsFull = true;
        Should.Throw<TaojinException>(() => shop.Log.Append([View("refused", "u")])).Code.ShouldBe("storage.full");
        shop.Log.Read().Count.ShouldBe(1);

        disk.IsFull = false;
        shop.Log.Append([View("refused", "u"), View("before", "u")]).Statuses.Select(status => status.State).ShouldBe([EventState.Accepted, EventState.Duplicate]);
        shop.Log.Read().Count.ShouldBe(2);
    }

    [Fact]
    public void A_follower_hears_of_events_in_the_order_of_the_log_before_they_are_acknowledged()
    {
        using var shop = _scratch.Init();
        var heard = new List<string>();
        shop.Log.Follow(events => heard.AddRange(events.Select(happened => happened.UserId)));
        shop.Log.Append([View("a", "甲"), View("a", "甲"), View("b", "乙")]);
        heard.ShouldBe(["甲", "乙"]);
    }

    [Fact]
    public void A_late_doubled_and_reordered_feed_reads_as_the_ordered_one()
    {
        var chance = SplitMix64.Stream(7, "feed");
        NewEvent[] ordered = [.. Enumerable.Range(0, 2000).Select(place => View($"e{place}", $"u{place % 31}", place * 302))]; // seven days
        var late = ordered.Concat(ordered.Where((_, place) => place % 3 == 0)).OrderBy(_ => chance.NextInt32(int.MaxValue)).Chunk(100);

        var (one, other) = (Fed(ordered.Chunk(100)), Fed(late));

        other.ShouldBe(one);
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>The log as learning reads it, by ids: indexes are given in order of arrival.</summary>
    private static List<string> Fed(IEnumerable<NewEvent[]> calls)
    {
        using var scratch = new Scratch();
        using (var shop = scratch.Init())
            foreach (var call in calls)
                shop.Log.Append(call);
        using var again = Workspace.Open(scratch.Shop, scratch.Clock);
        var log = again.Log.Read();
        return [.. Enumerable.Range(0, log.Count).Select(place => $"{log.Time[place]} {log.Users.IdAt(log.User[place])} {log.Items.Ids.IdAt(log.Item[place])} {log.Kind[place]}")];
    }

    private Workspace Open(JournalOptions options) => Workspace.Open(_scratch.Shop, _scratch.Clock, options);

    private static NewEvent View(string? id, string user, long seconds = 0) =>
        new() { EventId = id, UserId = user, ItemId = "a", Kind = EventKind.View, Time = Now - TimeSpan.FromDays(7) + TimeSpan.FromSeconds(seconds) };
}
