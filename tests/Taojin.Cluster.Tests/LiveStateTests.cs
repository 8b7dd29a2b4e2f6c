using Taojin.Cluster.Live;
using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Storage;
using Taojin.Storage.Postgres;
using Taojin.Storage.Privacy;
using Taojin.Testing.Servers;

namespace Taojin.Cluster.Tests;

/// <summary>Events go through any node while nodes fail: none is lost or doubled, each user stands in the log under one pseudonym, and live features are those of an offline replay, bit for bit.</summary>
public sealed class LiveStateTests
{
    private const int Users = 300, Items = 40, Batches = 120, EventsPerBatch = 25;
    private static readonly string Key = new('钥', 32);
    private static readonly Pseudonyms Names = Pseudonyms.OfKeys(Key);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Instant Start = Instant.OfSeconds(1_780_000_000);

    [Fact]
    public async Task Nothing_is_lost_doubled_or_folded_wrongly_when_a_node_is_killed_and_another_cut_off()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        using var postgres = PostgresServer.Start();
        var store = postgres.NewDatabase();
        await using var cluster = await TestCluster.StartAsync(3, store, key: Key);
        for (var batch = 0; batch < Batches; batch++)
        {
            if (batch == 40)
                cluster[0].Kill();
            if (batch == 70)
                cluster[1].CutOff();
            (await cluster.Shop.AppendAsync(Events(batch), Patience)).ShouldAllBe(state => state == EventState.Accepted || state == EventState.Duplicate);
            if (batch % 10 == 0)
                await cluster.Shop.FeaturesAsync(UserOf(batch), [ItemOf(batch)], (Start, Patience)); // partitions live meanwhile
        }
        cluster[1].Return();
        (await cluster.Shop.AppendAsync(Events(7), Patience)).ShouldAllBe(state => state == EventState.Duplicate);

        PostgresServer.Query(store, "SELECT count(*), count(DISTINCT event_id) FROM events").Trim().ShouldBe($"{Batches * EventsPerBatch}|{Batches * EventsPerBatch}");
        PostgresServer.Query(store, "SELECT count(DISTINCT user_id), count(DISTINCT user_id) FILTER (WHERE user_id LIKE 'pn_%') FROM events").Trim().ShouldBe($"{Users}|{Users}"); // through whichever node they came
        Should.Throw<TaojinException>(() => PartitionedLog.Open(store, TimeProvider.System)).Code.ShouldBe("privacy.key-missing");
        var offline = await OfflineReplay(store);
        var asked = Start + TimeSpan.FromDays(30);
        for (var user = 0; user < Users; user += 7)
        {
            var expected = new float[offline.Columns.Count];
            offline.Read(Names.Of(UserOf(user)), (ItemOf(user), "类目"), asked, expected);
            (await cluster.Shop.FeaturesAsync(UserOf(user), [ItemOf(user)], (asked, Patience))).ShouldBe(expected);
        }
        await ErasedIsForgotten(cluster.Shop, store, asked);
    }

    /// <summary>What a node holds in memory of somebody who was erased goes with the next answer, and what is kept in the store is made anew.</summary>
    private static async Task ErasedIsForgotten(ClusterShop shop, string store, Instant asked)
    {
        var nobody = await shop.FeaturesAsync("无人", [ItemOf(7)], (asked, Patience));
        var (person, part) = (Names.Of(UserOf(7)), UserPart.Of(Names.Of(UserOf(7))));
        using var log = PartitionedLog.Open(store, TimeProvider.System, Names);
        var before = await log.ReadAsync(part, null);

        PostgresServer.Query(store, $"DELETE FROM events WHERE user_id = '{person}'; DELETE FROM partition_states WHERE part = {part}");
        await log.KeepStateAsync(part, before.Seen, [1, 2, 3]);

        PostgresServer.Query(store, $"SELECT count(*) FROM partition_states WHERE part = {part}").Trim().ShouldBe("0");
        (await shop.FeaturesAsync(UserOf(7), [ItemOf(7)], (asked, Patience))).ShouldBe(nobody);
    }

    [Fact]
    public void A_state_that_was_saved_goes_on_with_the_same_bits_and_a_damaged_one_is_refused()
    {
        var events = Enumerable.Range(0, Batches).SelectMany(Events).Select(each => new PartEvent(each.UserId, each.ItemId, each.Kind, each.Time)).OrderBy(each => each.Time).ToArray();
        var (whole, half) = (new PartitionState(new()), new PartitionState(new()));
        whole.Observe(events, new Dictionary<string, string>());
        half.Observe(events[..1000], new Dictionary<string, string>());
        var bytes = half.ToArray();

        var restored = PartitionState.Restore(bytes, new())!;
        restored.Observe(events[1000..], new Dictionary<string, string>());
        bytes[bytes.Length / 2] ^= 1;

        restored.ToArray().ShouldBe(whole.ToArray());
        PartitionState.Restore(bytes, new()).ShouldBeNull();
        PartitionState.Restore(OfOtherFeatures(whole), new()).ShouldBeNull();
    }

    /// <summary>A sound state that a program of other features wrote.</summary>
    private static byte[] OfOtherFeatures(PartitionState state)
    {
        var bytes = StateBytes.Read(state.ToArray())!;
        ((IArtifactWriter)bytes).Array<ulong>("partition.stamp", [1]);
        return bytes.ToArray();
    }

    [Fact]
    public void Columns_of_a_partition_are_those_whose_scope_is_the_user() =>
        new PartitionState(new()).Columns.Select(column => column.Name).ShouldBe(FeatureCatalog.Cards.Where(card => card.Scope == FeatureScope.User).SelectMany(card => card.Columns).Select(column => column.Name));

    private static async Task<PartitionState> OfflineReplay(string store)
    {
        using var log = PartitionedLog.Open(store, TimeProvider.System, Names);
        var replay = new PartitionState(new());
        var events = new List<PartEvent>();
        for (var part = 0; part < UserPart.Count; part++)
            events.AddRange((await log.ReadAsync(part, null)).Events);
        replay.Observe(events.OrderBy(each => each.Time), new Dictionary<string, string>());
        return replay;
    }

    private static NewEvent[] Events(int batch) => [.. Enumerable.Range(0, EventsPerBatch).Select(place => Event((batch * EventsPerBatch) + place))];

    private static NewEvent Event(int number) => new()
    {
        EventId = $"事件-{number}",
        UserId = UserOf(number * 7919 % Users),
        ItemId = ItemOf(number * 31 % Items),
        Kind = number % 9 == 0 ? EventKind.Purchase : number % 4 == 0 ? EventKind.Cart : EventKind.View,
        Time = Start + TimeSpan.FromSeconds(number % 50 == 7 ? number - 500 : number), // some come late
    };

    private static string UserOf(int number) => $"用户{number % Users}";

    private static string ItemOf(int number) => $"商品{number % Items}";
}
