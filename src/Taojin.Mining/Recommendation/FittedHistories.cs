using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>The histories of the users of a fit, kept with a model that scores histories: a fitted user is then scored as the same history folded in.</summary>
public sealed class FittedHistories
{
    private readonly int[] _starts;
    private readonly HistoryItem[] _items;

    private FittedHistories(int[] starts, HistoryItem[] items) => (_starts, _items) = (starts, items);

    /// <summary>The history of one user, in order of last touch.</summary>
    public ReadOnlySpan<HistoryItem> this[int user] => _items.AsSpan(_starts[user], _starts[user + 1] - _starts[user]);

    /// <summary>All histories of the data of a fit. 24 bytes an entry.</summary>
    public static FittedHistories Of(Interactions data)
    {
        var items = new HistoryItem[data.Matrix.EntryCount];
        for (var user = 0; user < data.Matrix.RowCount; user++)
            data.HistoryOf(user).CopyTo(items.AsSpan(data.Matrix.Starts[user]));
        return new(data.Matrix.Starts.ToArray(), items);
    }

    /// <summary>Writes them down.</summary>
    public void Save(IArtifactWriter writer)
    {
        writer.Array<int>("histories.starts", _starts);
        writer.Array<HistoryItem>("histories.items", _items);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static FittedHistories Load(IArtifactReader reader) => new(reader.Array<int>("histories.starts"), reader.Array<HistoryItem>("histories.items"));
}
