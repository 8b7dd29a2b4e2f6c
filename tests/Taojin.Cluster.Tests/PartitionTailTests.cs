using System.Globalization;
using Taojin.Cluster.Live;
using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Storage;
using Taojin.Storage.Postgres;
using Taojin.Testing.Servers;
using Taojin.Workflows;

namespace Taojin.Cluster.Tests;

/// <summary>A partition's features are those of a replay of the shop's log, whatever comes late, is taken out, changes its category, or cannot be read for a while.</summary>
public sealed class PartitionTailTests(ShopOnNodes shop)
{
    private const int Users = 9, Items = 12;
    private static readonly Instant Start = Instant.OfSeconds(1_780_000_000);
    private static readonly Instant Asked = Start + TimeSpan.FromDays(9);

    [Fact]
    public async Task Features_are_those_of_a_replay_when_events_come_late_and_categories_change()
    {
        using var turn = await shop.TakeAsync();
        var store = shop.NewDatabase();
        using var mine = Mine.Init(shop.FolderOf("迟到"), new() { Threads = 1, MemoryLimitGb = 1, Store = store });
        using var log = PartitionedLog.Open(store, TimeProvider.System);
        var tails = Enumerable.Range(0, Users).Select(UserOf).Select(UserPart.Of).Distinct().ToDictionary(part => part, part => new PartitionTail(part, log, 1000));
        async Task<int> RebuiltAsync()
        {
            foreach (var tail in tails.Values)
                await tail.CatchUpAsync();
            var offline = Offline(mine);
            foreach (var user in Enumerable.Range(0, Users).Select(UserOf))
                (await tails[UserPart.Of(user)].FeaturesAsync(user, [.. Enumerable.Range(0, Items + 1).Select(ItemOf)], Asked)).ShouldBe(offline(user));
            return tails.Values.Sum(tail => tail.Rebuilt);
        }

        await log.AppendAsync([.. Enumerable.Range(0, 1000).Select(number => Event(number, number * 600))]);
        PostgresServer.Query(store, $"UPDATE items SET category = '食品 > 茶' WHERE item_id = '{ItemOf(1)}'; INSERT INTO items (item_id, category) VALUES ('{ItemOf(Items)}', '食品 > 茶')");
        (await RebuiltAsync()).ShouldBe(0);
        await log.AppendAsync([.. Enumerable.Range(1000, 40).Select(number => Event(number, number * 7919 % 600_000))]); // older than what was folded
        await log.AppendAsync([Event(1040, 600_000), Event(1041, 300_000) with { UserId = UserOf(Users - 1) }]);
        (await RebuiltAsync()).ShouldBe(0);
        PostgresServer.Query(store, $"UPDATE items SET stock = 1; INSERT INTO item_categories VALUES ('{ItemOf(2)}', '图书', 0.9, 'm', 1)");
        var afterModel = await RebuiltAsync();
        afterModel.ShouldBePositive();
        PostgresServer.Query(store, $"INSERT INTO item_labels (item_id, answer, category, author, time) VALUES ('{ItemOf(1)}', 'correct', '服装', '店长', 1), ('{ItemOf(Items)}', 'correct', '图书', '店长', 1)");
        var afterPerson = await RebuiltAsync();
        afterPerson.ShouldBeGreaterThan(afterModel);
        PostgresServer.Query(store, $"UPDATE items SET stock = 2; DELETE FROM events WHERE user_id = '{UserOf(0)}' AND item_id = '{ItemOf(3)}'");
        (await RebuiltAsync()).ShouldBe(afterPerson + 1); // the others have lost nothing
    }

    [Fact]
    public async Task A_read_that_fails_while_a_partition_is_built_anew_loses_none_of_it()
    {
        var log = new BrittleLog();
        log.Events.AddRange(Enumerable.Range(0, 300).Select(Happened));
        var tail = new PartitionTail(0, log, 100);
        await tail.CatchUpAsync();

        foreach (var (fault, isTakenBack) in new[] { (Fault.Beginning, true), (Fault.Categories, true), (Fault.Beginning, false) })
        {
            if (isTakenBack)
                log.Events.RemoveAt(7);
            else
                log.Categories[ItemOf(1)] = "茶";
            (log.IsTakenBack, log.IsSortedAnew, log.Fails) = (isTakenBack, !isTakenBack, fault);
            await Should.ThrowAsync<TimeoutException>(tail.CatchUpAsync);
            await tail.KeepAsync();
            log.Events.AddRange([Happened(log.Events.Count + 9), Happened(20)]); // one is late
            log.Fails = Fault.None;
            await Same(new(0, log, 100), log);
            await Same(tail, log);
            (log.IsTakenBack, log.IsSortedAnew) = (false, false);
            await Same(new(0, log, 100), log);
        }
        tail.Rebuilt.ShouldBe(3);
    }

    [Fact]
    public async Task Items_that_are_only_asked_about_are_not_kept()
    {
        var log = new BrittleLog();
        log.Events.Add(Happened(1));
        var tail = new PartitionTail(0, log, 1);
        await tail.CatchUpAsync();

        (await tail.FeaturesAsync(UserOf(1), [.. Enumerable.Range(0, 500).Select(item => $"没碰过{item}")], Asked)).Length.ShouldBe(500 * tail.State.Columns.Count);

        tail.State.Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Users_of_whom_events_come_late_again_and_again_do_not_fill_the_memory()
    {
        var log = new BrittleLog();
        var tail = new PartitionTail(0, log, 100_000);
        for (var round = 18; round > 0; round--) // seventy users begin anew seventeen times
        {
            log.Events.AddRange(Enumerable.Range(0, 70).Select(user => new PartEvent(UserOf(user), ItemOf(round), EventKind.View, Start + TimeSpan.FromSeconds(round))));
            await tail.CatchUpAsync();
        }

        await Same(tail, log);
        tail.Rebuilt.ShouldBe(1);
    }

    private static async Task Same(PartitionTail tail, BrittleLog log)
    {
        var whole = new PartitionState(new());
        whole.Observe([.. log.Events.OrderBy(each => each.Time)], log.Categories);
        await tail.CatchUpAsync();
        tail.State.Events.ShouldBe(log.Events.Count);
        foreach (var user in Enumerable.Range(0, Users).Select(UserOf))
        {
            var expected = new float[whole.Columns.Count];
            whole.Read(user, (ItemOf(1), null), Asked, expected);
            (await tail.FeaturesAsync(user, [ItemOf(1)], Asked)).ShouldBe(expected);
        }
    }

    /// <summary>The features of one replay over all events, of those columns that a partition keeps.</summary>
    private static Func<string, float[]> Offline(Mine mine)
    {
        var log = mine.Workspace.Log.Read();
        var replay = new FeatureReplay(log.Items, mine.Features);
        replay.ObserveRange(log, 0, log.Count, threads: 1);
        var kept = FeatureCatalog.Cards.SelectMany(card => card.Columns.Select(_ => card.Scope)).Select((scope, column) => (scope, column)).Where(each => each.scope == FeatureScope.User).Select(each => each.column).ToArray();
        return user => [.. Enumerable.Range(0, Items + 1).SelectMany(item =>
        {
            var row = new float[replay.Columns.Count];
            replay.Read(log.Users.IndexOf(user), log.Items.Ids.IndexOf(ItemOf(item)), Asked, row);
            return kept.Select(column => row[column]);
        })];
    }

    private static NewEvent Event(int number, int second) => new()
    {
        EventId = $"事件{number}",
        UserId = UserOf(number % 3 == 0 ? 0 : number % (Users - 1)), // one does much, one little
        ItemId = ItemOf(number * 31 % Items),
        Kind = number % 7 == 0 ? EventKind.Purchase : number % 4 == 0 ? EventKind.Cart : EventKind.View,
        Time = Start + TimeSpan.FromSeconds(second),
    };

    private static PartEvent Happened(int number) => Event(number, number) is var each ? new(each.UserId, each.ItemId, each.Kind, each.Time) : default;

    private static string UserOf(int number) => string.Create(CultureInfo.InvariantCulture, $"顾客{number}");

    private static string ItemOf(int number) => string.Create(CultureInfo.InvariantCulture, $"商品{number}");

    /// <summary>What cannot be read.</summary>
    private enum Fault
    {
        None,
        Beginning,
        Categories,
    }

    /// <summary>A log in memory of which a read can be made to fail; its cursor is how many events were there.</summary>
    private sealed class BrittleLog : IPartLog
    {
        private (string, byte[])? _state;

        public List<PartEvent> Events { get; } = [];

        public Dictionary<string, string> Categories { get; } = [];

        public bool IsTakenBack { get; set; }

        public bool IsSortedAnew { get; set; }

        public Fault Fails { get; set; }

        public Task<PartNews> ReadAsync(int part, string? seen) => Fails == Fault.Beginning && seen is null ? throw new TimeoutException() : Task.FromResult(
            new PartNews([.. Events.Skip(seen is null ? 0 : int.Parse(seen, CultureInfo.InvariantCulture)).OrderBy(each => each.Time)], Events.Count.ToString(CultureInfo.InvariantCulture))
            {
                IsTakenBack = IsTakenBack && seen is not null,
                IsSortedAnew = IsSortedAnew && seen is not null,
            });

        public Task<IReadOnlyList<PartEvent>> EventsOfAsync(int part, IReadOnlyCollection<string> users, string seen) =>
            Task.FromResult<IReadOnlyList<PartEvent>>([.. Events.Where(each => users.Contains(each.UserId)).OrderBy(each => each.Time)]);

        public Task<Dictionary<string, string>> CategoriesOfAsync(IReadOnlyCollection<string> items) => Fails == Fault.Categories ? throw new TimeoutException() : Task.FromResult(
            Categories.Where(each => items.Contains(each.Key)).ToDictionary());

        public Task<(string Seen, byte[] State)?> StateOfAsync(int part) => Task.FromResult(_state);

        public Task KeepStateAsync(int part, string seen, byte[] state)
        {
            _state = IsTakenBack && Fails != Fault.None ? _state : (seen, state); // as the store does while the state holds what was taken out
            return Task.CompletedTask;
        }
    }
}
