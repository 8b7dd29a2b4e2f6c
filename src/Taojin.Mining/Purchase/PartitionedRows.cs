using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Numerics;

namespace Taojin.Mining.Purchase;

/// <summary>Rows of all pairs at some cuts, partition of users by partition, side by side: the rows that one replay of the whole log makes, bit for bit.</summary>
/// <remarks>
/// Features whose card says <see cref="FeatureScope.User"/> are replayed by partition, each over its own users' events, on a thread each; the others
/// once for all, over the whole log. Memory: the state of all features, and the rows of as many partitions as there are threads.
/// </remarks>
public sealed class PartitionedRows
{
    private static readonly (int[] User, int[] Shop) Places = (Of(FeatureScope.User), Of(FeatureScope.Shop));
    private readonly ShopLog _log;
    private readonly HoldOutJob _job;
    private readonly FeatureReplay _shop;
    private readonly (CutWalk Walk, int[] Users)[] _parts;
    private int _observed;

    /// <param name="log">The log, in order of time.</param>
    /// <param name="parts">The partition of each user, shape [users], −1 for users whose rows are not wanted, and how many there are.</param>
    /// <param name="job">Which pairs become rows, features' settings and the run; nothing is sampled.</param>
    public PartitionedRows(ShopLog log, (int[] Of, int Count) parts, HoldOutJob job)
    {
        (_log, _job, _shop) = (log, job, new(log.Items, job.Settings with { Scope = FeatureScope.Shop }));
        var (users, local) = (Enumerable.Range(0, parts.Count).Select(_ => new List<int>()).ToArray(), new int[log.Users.Count]);
        for (var user = 0; user < local.Length; user++)
        {
            if (parts.Of[user] < 0)
                continue;
            local[user] = users[parts.Of[user]].Count;
            users[parts.Of[user]].Add(user);
        }
        var places = Enumerable.Range(0, parts.Count).Select(_ => new List<int>()).ToArray();
        for (var index = 0; index < log.Count; index++)
            if (parts.Of[log.User[index]] is >= 0 and var part)
                places[part].Add(index);
        var settings = job.Settings with { Scope = FeatureScope.User };
        _parts = [.. Enumerable.Range(0, parts.Count).Select(part => (new CutWalk(Renumbered(log.Pick([.. places[part]]), local), job.Options, settings, job.Context with { Threads = 1 }), users[part].ToArray()))];
    }

    /// <summary>Makes the rows of a cut, which is not before the last one.</summary>
    /// <param name="cut">The moment.</param>
    /// <param name="horizon">How far labels look.</param>
    /// <param name="take">Takes the rows of a partition, users by their index in the log; from several threads, in any order.</param>
    public void At(Instant cut, TimeSpan horizon, Action<int, PurchaseTest> take)
    {
        var until = _log.CountBefore(cut);
        _shop.ObserveRange(_log, _observed, until, _job.Context.Threads);
        _observed = until;
        _job.Context.ForEachRow(_parts.Length, part => take(part, Rows(_parts[part], cut, horizon)));
    }

    private PurchaseTest Rows((CutWalk Walk, int[] Users) part, Instant cut, TimeSpan horizon)
    {
        var pairs = part.Walk.To(cut, horizon);
        var (rows, own, common) = (new DenseRows(pairs.Slots.Length, FeatureCatalog.Columns.Count), new float[Places.User.Length], new float[Places.Shop.Length]);
        var (users, items) = (new int[pairs.Slots.Length], new int[pairs.Slots.Length]);
        for (var place = 0; place < users.Length; place++)
        {
            var (user, item) = part.Walk.Replay.Pairs[pairs.Slots[place]];
            (users[place], items[place]) = (part.Users[user], item);
            part.Walk.Replay.Read(user, item, cut, own);
            _shop.Read(users[place], item, cut, common);
            Put(own, Places.User, rows[place]);
            Put(common, Places.Shop, rows[place]);
        }
        return new() { Features = new([.. FeatureCatalog.Columns.Select(column => column.Name)], rows), Labels = pairs.IsBought, Users = users, Items = items, Cut = cut };
    }

    private static void Put(float[] values, int[] places, Span<float> row)
    {
        for (var column = 0; column < places.Length; column++)
            row[places[column]] = values[column];
    }

    /// <summary>A partition's users are numbered from 0, so that its state is as small as they are few.</summary>
    private static ShopLog Renumbered(ShopLog log, int[] local) => new()
    {
        Users = log.Users, Items = log.Items, User = Array.ConvertAll(log.User, user => local[user]), Item = log.Item, Kind = log.Kind, Time = log.Time, Price = log.Price, Quantity = log.Quantity,
    };

    private static int[] Of(FeatureScope scope) => [.. FeatureCatalog.Cards.SelectMany(card => card.Columns.Select(_ => card.Scope)).Select((each, place) => (each, place)).Where(each => each.each == scope).Select(each => each.place)];
}
