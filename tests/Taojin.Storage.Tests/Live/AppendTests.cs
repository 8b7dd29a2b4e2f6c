using Taojin.Data;

namespace Taojin.Storage.Tests.Live;

public class AppendTests : StoreFacts
{
    private static readonly Instant Now = Instant.Of(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Events_are_in_the_log_when_the_call_returns_also_after_reopening()
    {
        using var scratch = NewScratch();
        using (var shop = scratch.Init())
            shop.Log.Append([View("e1", "甲", "a", 0), View("e2", "乙", "b", 1)]).Accepted.ShouldBe(2);

        using var again = Workspace.Open(scratch.Shop, scratch.Clock);

        again.Lines().ShouldBe(["甲 a view 2026-01-01T00:00:00Z", "乙 b view 2026-01-01T00:00:01Z"]);
    }

    [Fact]
    public void A_retry_by_event_id_is_harmless_in_the_same_call_in_the_next_and_after_reopening()
    {
        using var scratch = NewScratch();
        using (var shop = scratch.Init())
        {
            shop.Log.Append([View("e1", "u", "a", 0), View("e1", "u", "a", 0)]).Statuses.Select(status => status.State).ShouldBe([EventState.Accepted, EventState.Duplicate]);
            shop.Log.Append([View("e1", "u", "a", 0)]).Duplicate.ShouldBe(1);
        }

        using var again = Workspace.Open(scratch.Shop, scratch.Clock);

        again.Log.Append([View("e1", "u", "a", 0), View("e2", "u", "a", 0)]).Statuses.Select(status => status.State).ShouldBe([EventState.Duplicate, EventState.Accepted]);
    }

    [Fact]
    public async Task What_a_list_showed_is_noted_under_its_own_ids_and_who_sends_one_of_them_adds_nothing()
    {
        using var scratch = NewScratch();
        NewEvent[] shown = [.. Enumerable.Range(1, 3).Select(place => new NewEvent
        {
            UserId = "用户", ItemId = $"商品{place}", Kind = EventKind.Shown, Time = Now, RequestId = "清单7", Position = place,
        })];
        using (var shop = scratch.Init())
        {
            (await shop.Log.KeepShownAsync(shown)).Accepted.ShouldBe(3);
            shop.Log.Append([shown[0] with { EventId = "清单7/1" }]).Duplicate.ShouldBe(1); // while it stands in the journal only
            shop.Log.Summary().Events.ShouldBe(3);
            (await shop.Log.KeepShownAsync([shown[0] with { RequestId = "清单8" }])).Accepted.ShouldBe(1);
            shop.Log.Summary().Events.ShouldBe(4);
            shop.Log.Append([shown[1] with { EventId = "清单7/2" }, shown[1] with { EventId = "清单7/9", Position = 9 }]).Statuses
                .Select(status => status.State).ShouldBe([EventState.Duplicate, EventState.Accepted]);
        }
        using var again = Workspace.Open(scratch.Shop, scratch.Clock);
        again.Log.Append([shown[0] with { EventId = "清单7/1" }, shown[1] with { EventId = "清单7/9", Position = 9 }]).Duplicate.ShouldBe(2);
    }

    [Fact]
    public void Days_that_go_by_while_it_runs_make_it_forget_no_id()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        var (first, last) = (View("erste", "u", "a", 0), View("letzte", "u", "a", 0));
        for (var day = 0; day < 100; day += 9)
        {
            scratch.Clock.Now += TimeSpan.FromDays(9);
            shop.Log.Drain();
            shop.Log.Append([first]).Accepted.ShouldBe(day == 0 ? 1 : 0);
            shop.Log.Append([last = View($"letzte-{day}", "u", "a", 0) with { Time = Instant.Of(scratch.Clock.Now) }]).Accepted.ShouldBe(1);
            shop.Log.Append([last, first]).Duplicate.ShouldBe(2);
        }
    }

    [Fact]
    public void An_id_older_than_the_window_in_memory_is_known_too()
    {
        using var scratch = NewScratch();
        using (var shop = scratch.Init())
            shop.Log.Append([View("old", "u", "a", -90 * 86_400)]).Accepted.ShouldBe(1);

        using var again = Workspace.Open(scratch.Shop, scratch.Clock);

        again.Log.Append([View("old", "u", "a", -90 * 86_400)]).Duplicate.ShouldBe(1);
    }

    [Fact]
    public void Ids_of_an_import_are_known_to_live_events_and_the_other_way_round()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        shop.Log.Append([View("e1", "u", "a", 0)]);

        var imported = shop.Import("csv:" + scratch.File("a.csv", $"event_id,user_id,item_id,kind,time\ne1,u,a,view,{Now.Microseconds / 1_000_000}\ne2,u,a,view,{Now.Microseconds / 1_000_000}\n"));

        (imported.Accepted, imported.Duplicate).ShouldBe((1, 1));
        shop.Log.Append([View("e2", "u", "a", 0)]).Duplicate.ShouldBe(1);
    }

    [Fact]
    public void Events_without_an_id_are_each_another_one()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        shop.Log.Append([View(null, "u", "a", 0), View(null, "u", "a", 0)]).Accepted.ShouldBe(2);
    }

    [Fact]
    public void What_cannot_be_used_is_refused_with_its_code_and_the_rest_is_taken()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var result = shop.Log.Append(
        [
            View("e1", "", "a", 0),
            View("e2", "u", null, 0),
            View("e3", "u", "a", 8 * 3600), // local time sent as UTC
            View("e4", "u", new string('字', 100), 0),
            View("e5", "u", "a", 0) with { Price = float.NaN },
            View("e6", "u", "a", 0) with { Quantity = 0 },
            View("e7", "u", "a", 0) with { Price = 3, Quantity = 2, SessionId = "s", Position = 4, RequestId = "r", Query = "裙子" },
        ]);

        result.Statuses.Select(status => status.Code).ShouldBe(
            ["user.missing", "item.missing", "time.implausible", "id.too-long", "number.not-finite", "quantity.not-positive", null]);
        result.Statuses[0].Hint.ShouldNotBeNullOrEmpty();
        (result.Accepted, result.Rejected).ShouldBe((1, 6));
        var log = shop.Log.Read();
        (log.Count, log[0].Price, log[0].Quantity).ShouldBe((1, 3f, 2f));
    }

    [Fact]
    public void A_refused_event_may_come_again_mended_under_its_id()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        shop.Log.Append([View("e1", "", "a", 0)]).Rejected.ShouldBe(1);

        shop.Log.Append([View("e1", "u", "a", 0)]).Accepted.ShouldBe(1);
    }

    [Fact]
    public void A_search_needs_no_item()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        shop.Log.Append([new NewEvent { UserId = "u", Kind = EventKind.Search, Time = Now, Query = "连衣裙" }]).Accepted.ShouldBe(1);

        shop.Lines().ShouldBe(["u - search 2026-01-01T00:00:00Z"]);
    }

    [Fact]
    public void Reading_before_a_moment_leaves_the_rest_out_and_keeps_the_ids()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        shop.Log.Append([View(null, "later", "b", 10), View(null, "earlier", "a", 0)]);

        var log = shop.Log.Read(Now + TimeSpan.FromSeconds(10));

        log.Count.ShouldBe(1);
        log.Users.Ids.ShouldBe(["later", "earlier"]);
        shop.Log.Read().Time.ShouldBe([Now, Now + TimeSpan.FromSeconds(10)]);
    }

    private static NewEvent View(string? id, string user, string? item, long seconds) =>
        new() { EventId = id, UserId = user, ItemId = item, Kind = EventKind.View, Time = Now + TimeSpan.FromSeconds(seconds) };
}
