using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Who touched what and how much it says: the data of recommenders.</summary>
public sealed class Interactions
{
    /// <summary>Ids of users: rows.</summary>
    public required Vocabulary Users { get; init; }

    /// <summary>The items: columns.</summary>
    public required Catalogue Items { get; init; }

    /// <summary>Weights, more than 0, shape [users × items].</summary>
    public required CsrMatrix Matrix { get; init; }

    /// <summary>When each stored pair was touched last, parallel to the matrix's entries.</summary>
    public required Instant[] LastTimes { get; init; }

    /// <summary>The moment the data ends: ages are counted from here.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>What users said of items; null when nobody said anything.</summary>
    public Ratings? Ratings { get; init; }

    /// <summary>A given vector of each item, such as an embedding of its image or text, shape [items × any]; null when there are none.</summary>
    public DenseRows? ItemVectors { get; init; }

    /// <summary>The log and what counts in it, for models that fold features over events; null where there is no more than pairs.</summary>
    public EventSource? Source { get; init; }

    /// <summary>Lists that were shown and what was taken from them; null where none were logged.</summary>
    public ShownLists? Lists { get; init; }

    /// <summary>Every event in order of time; made of the matrix and the last times when the data has no more than those.</summary>
    public EventSequences Sequences
    {
        get => field ??= EventSequences.Of(Matrix, LastTimes);
        init;
    }

    /// <summary>The history of one user, in order of last touch, oldest first.</summary>
    public HistoryItem[] HistoryOf(int user)
    {
        var row = Matrix[user];
        var start = Matrix.Starts[user];
        var history = new HistoryItem[row.Count];
        for (var entry = 0; entry < row.Count; entry++)
            history[entry] = new(row.Columns[entry], row.Values[entry], LastTimes[start + entry], Ratings?.Of(user, row.Columns[entry]) ?? float.NaN);
        Array.Sort(history, HistoryItem.InOrder);
        return history;
    }

    /// <summary>Adds up the weights of a log's events by user and item; kinds of weight 0 are left out.</summary>
    /// <param name="log">The events, in order of time; nothing after a cut may be in it.</param>
    /// <param name="weights">What each kind of behaviour says.</param>
    public static Interactions Of(ShopLog log, BehaviourWeights weights)
    {
        var pairs = new PairTable();
        var (totals, times) = (new List<float>(), new List<Instant>());
        for (var index = 0; index < log.Count; index++)
        {
            var weight = weights[log.Kind[index]];
            if (log.Item[index] < 0 || weight <= 0)
                continue;
            var slot = pairs.SlotOf(log.User[index], log.Item[index]);
            if (slot == totals.Count)
            {
                totals.Add(0);
                times.Add(default);
            }
            totals[slot] += weight;
            times[slot] = log.Time[index];
        }
        var (rows, columns, values) = (new int[pairs.Count], new int[pairs.Count], new float[pairs.Count]);
        for (var slot = 0; slot < pairs.Count; slot++)
            (rows[slot], columns[slot], values[slot]) = (pairs[slot].Left, pairs[slot].Right, totals[slot]);
        var matrix = CsrMatrix.Of(log.Users.Count, log.Items.Count, rows, columns, values);
        var last = new Instant[pairs.Count];
        for (var row = 0; row < matrix.RowCount; row++)
            for (var entry = matrix.Starts[row]; entry < matrix.Starts[row + 1]; entry++)
                last[entry] = times[pairs.Find(row, matrix.Columns[entry])];
        return new() { Users = log.Users, Items = log.Items, Matrix = matrix, LastTimes = last, AsOf = log.End, Sequences = EventSequences.Of(log, weights), Ratings = Ratings.Of(log), Source = new(log, weights) };
    }

    /// <summary>The same data with lists; what lies behind the data's end is left out of them.</summary>
    public Interactions With(ShownLists lists) => new()
    {
        Users = Users, Items = Items, Matrix = Matrix, LastTimes = LastTimes, AsOf = AsOf, Ratings = Ratings, ItemVectors = ItemVectors, Sequences = Sequences, Source = Source,
        Lists = lists.Before(AsOf),
    };
}

/// <summary>The events that interactions were made of.</summary>
/// <param name="Log">The log; nothing after the data's end is in it.</param>
/// <param name="Weights">What each kind of behaviour says; kinds of weight 0 are not known to the data.</param>
public sealed record EventSource(ShopLog Log, BehaviourWeights Weights)
{
    /// <summary>The events of kinds that count.</summary>
    public ShopLog Counted => Array.TrueForAll(Log.Kind, kind => Weights[kind] > 0)
        ? Log
        : Log.Pick([.. Enumerable.Range(0, Log.Count).Where(place => Weights[Log.Kind[place]] > 0)]);

    /// <summary>The events before a moment.</summary>
    public EventSource Before(Instant cut) => this with { Log = Log.Before(cut) };
}
