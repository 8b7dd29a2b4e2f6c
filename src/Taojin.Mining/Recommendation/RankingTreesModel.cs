using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>Recommenders that retrieve and trees that put their candidates in order. The candidates, items new to the history, exchange the members' mean scores among themselves; all other items keep theirs.</summary>
public sealed class RankingTreesModel : IPersistent<RankingTreesModel>, IFoldInRecommender, IRanksColumns
{
    private readonly IReadOnlyList<AlgorithmCard> _cards;
    private readonly IReadOnlyList<IRecommender> _members;
    private readonly CandidateFacts _facts;
    private readonly FittedHistories _histories;
    private readonly LambdaMartModel? _order;
    private readonly string[] _columns;
    private readonly int _depth;

    internal RankingTreesModel(
        IReadOnlyList<AlgorithmCard> cards, IReadOnlyList<IRecommender> members, (CandidateFacts Facts, FittedHistories Histories) known, LambdaMartModel? order, (Vocabulary Users, Vocabulary Items, int Depth) ids)
    {
        (_cards, _members, _order, _columns) = (cards, members, order, known.Facts.Columns(cards));
        (_facts, _histories) = known;
        (Users, Items, _depth) = ids;
    }

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <summary>Names of the columns of a candidate.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Importance of the columns for the order; all 0 when too little was there to learn an order.</summary>
    public IReadOnlyList<double> Importance => _order?.Importance ?? new double[_columns.Length];

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Score(_histories[user], scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        var past = history.ToArray();
        int[] seen = [.. past.Select(each => each.Item)];
        if (past.Length == 0 || CandidateList.Of(_members, _facts, past, seen, _depth) is not { } list)
        {
            scores.Fill(float.NaN);
            return;
        }
        list.Mean.CopyTo(scores);
        if (_order is null || list.Items.Length == 0)
            return;
        var ranked = _order.Score(new(_columns, list.Rows));
        var means = Array.ConvertAll(list.Items, item => list.Mean[item]);
        var order = Enumerable.Range(0, means.Length).OrderByDescending(place => ranked[place]).ThenByDescending(place => means[place]).ThenBy(place => place).ToArray();
        Array.Sort(means);
        for (var place = 0; place < order.Length; place++)
            scores[list.Items[order[place]]] = means[^(place + 1)];
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        writer.Ids("members", [.. _cards.Select(card => card.Name)]);
        writer.Array<int>("depth", [_depth, _order is null ? 0 : 1]);
        _facts.Save(writer);
        _histories.Save(writer);
        _order?.Save(new PrefixedWriter(writer, "order"));
        foreach (var (place, card) in _cards.Index())
            card.Save(_members[place], new PrefixedWriter(writer, $"members.{place}"));
    }

    /// <inheritdoc />
    public static RankingTreesModel Load(IArtifactReader reader)
    {
        var (algorithms, depth) = (new Algorithms(), reader.Array<int>("depth"));
        AlgorithmCard[] cards = [.. reader.Ids("members").Select(name => algorithms[name])];
        IRecommender[] members = [.. cards.Select((card, place) => (IRecommender)card.Load(new PrefixedReader(reader, $"members.{place}")))];
        var order = depth[1] == 0 ? null : LambdaMartModel.Load(new PrefixedReader(reader, "order"));
        return new(cards, members, (CandidateFacts.Load(reader), FittedHistories.Load(reader)), order, (new(reader.Ids("users")), new(reader.Ids("items")), depth[0]));
    }
}
