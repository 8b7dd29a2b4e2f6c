using Taojin.Mining.Features;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Tests.Serving;

public sealed class FeatureSnapshotTests : IDisposable
{
    private readonly TrainedShop _shop = Shops.OfItsOwn();

    private string Folder => Path.Combine(_shop.Folder, "snapshots");

    [Fact]
    public void A_start_from_a_snapshot_and_the_tail_reads_the_same_bits_as_a_replay_of_everything()
    {
        var log = new Prepare(_shop.Mine).Log(Storage.Privacy.Purposes.Personalisation);
        var half = log.Pick([.. Enumerable.Range(0, log.Count / 2)]);
        Replay(half, every: 1);
        Directory.GetFiles(Folder, "card.json", SearchOption.AllDirectories).Length.ShouldBe(1);

        Rows(Replay(log, every: int.MaxValue), log).ShouldBe(Rows(Replayed(log), log));
    }

    [Fact]
    public void A_snapshot_that_is_damaged_or_of_another_past_is_not_used()
    {
        var log = new Prepare(_shop.Mine).Log(Storage.Privacy.Purposes.Personalisation);
        Replay(log, every: 1);
        var later = log.Pick([.. Enumerable.Range(1, log.Count - 1)]);
        Rows(Replay(later, every: int.MaxValue), later).ShouldBe(Rows(Replayed(later), later));

        foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
            File.WriteAllBytes(file, [1, 2, 3]);
        Rows(Replay(log, every: int.MaxValue), log).ShouldBe(Rows(Replayed(log), log));
    }

    [Fact]
    public void Prices_and_items_that_come_later_leave_it_in_use()
    {
        var log = WithoutPrices(new Prepare(_shop.Mine).Log(Storage.Privacy.Purposes.Personalisation));
        Replay(log, every: 1);
        var card = Directory.GetFiles(Folder, "card.json", SearchOption.AllDirectories).Single();
        log.Items.Ids.Add("新来的");
        var priced = new Data.ShopLog { Users = log.Users, Items = log.Items, User = log.User, Item = log.Item, Kind = log.Kind, Time = log.Time, Quantity = log.Quantity, Price = [.. log.User.Select(_ => float.NaN)] };

        Replay(priced, every: 1);

        Directory.GetFiles(Folder, "card.json", SearchOption.AllDirectories).ShouldBe([card]); // nothing was replayed, so nothing was written anew
    }

    [Fact]
    public void An_event_that_comes_a_little_late_leaves_it_in_use_and_one_that_comes_very_late_does_not()
    {
        var log = new Prepare(_shop.Mine).Log(Storage.Privacy.Purposes.Personalisation);
        Replay(log, every: 1);
        var card = Card();

        var late = With(log, log.End - TimeSpan.FromMinutes(30));
        Rows(Replay(late, every: 1), late).ShouldBe(Rows(Replayed(late), late));
        Card().ShouldBe(card); // nothing to write anew

        var later = With(log, log.End - TimeSpan.FromHours(30));
        Rows(Replay(later, every: 1), later).ShouldBe(Rows(Replayed(later), later));
        Card().ShouldNotBe(card);
    }

    [Fact]
    public void A_kill_while_one_is_written_leaves_the_older_in_use_and_a_cut_one_is_not_used()
    {
        var log = new Prepare(_shop.Mine).Log(Storage.Privacy.Purposes.Personalisation);
        Replay(log, every: 1);
        var whole = Path.GetDirectoryName(Card())!;
        var half = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(whole)!, "000002.unfinished")).FullName;
        foreach (var file in Directory.GetFiles(whole).Where(file => Path.GetExtension(file) != ".json"))
            File.WriteAllBytes(Path.Combine(half, Path.GetFileName(file)), File.ReadAllBytes(file)[..(int)(new FileInfo(file).Length / 2)]);

        Rows(Replay(log, every: 1), log).ShouldBe(Rows(Replayed(log), log));
        Card().ShouldBe(Path.Combine(whole, "card.json")); // it was in use, so nothing was written

        foreach (var file in Directory.GetFiles(whole).Where(file => Path.GetExtension(file) != ".json"))
            using (var cut = File.Open(file, FileMode.Open))
                cut.SetLength(cut.Length * 2 / 3);
        Rows(Replay(log, every: 1), log).ShouldBe(Rows(Replayed(log), log));
        Path.GetDirectoryName(Card()).ShouldNotBe(whole); // written anew from the whole log
        Directory.GetDirectories(Path.GetDirectoryName(whole)!).Length.ShouldBe(1); // what was cut and what was left behind is gone
    }

    public void Dispose() => _shop.Dispose();

    private string Card() => Directory.GetFiles(Folder, "card.json", SearchOption.AllDirectories).Single();

    private static Data.ShopLog With(Data.ShopLog log, Data.Instant time)
    {
        var at = log.CountBefore(time);
        T[] Grown<T>(T[] values, T value) => values.Length == 0 ? [] : [.. values[..at], value, .. values[at..]];
        return new()
        {
            Users = log.Users, Items = log.Items, User = Grown(log.User, 3), Item = Grown(log.Item, 5), Kind = Grown(log.Kind, Data.EventKind.Cart), Time = Grown(log.Time, time), Price = Grown(log.Price, 9.5f), Quantity = Grown(log.Quantity, 1),
        };
    }

    private static Data.ShopLog WithoutPrices(Data.ShopLog log) =>
        new() { Users = log.Users, Items = log.Items, User = log.User, Item = log.Item, Kind = log.Kind, Time = log.Time, Quantity = log.Quantity };

    private FeatureReplay Replay(Data.ShopLog log, int every) => new FeatureSnapshot(_shop.Mine) { Every = every }.Replay(log, Settings, 2);

    private FeatureReplay Replayed(Data.ShopLog log)
    {
        var features = new FeatureReplay(log.Items, Settings);
        features.ObserveRange(log, 0, log.Count, 1);
        return features;
    }

    private FeatureSettings Settings => _shop.Mine.Features with { HasTrail = true };

    private static float[] Rows(FeatureReplay features, Data.ShopLog log)
    {
        var rows = new float[200 * features.Columns.Count];
        for (var place = 0; place < 200; place++)
            features.Read(log.User[place * 7], log.Item[place * 5], log.End, rows.AsSpan(place * features.Columns.Count, features.Columns.Count));
        return rows;
    }
}
