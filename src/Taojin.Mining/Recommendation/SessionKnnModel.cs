using System.Collections.Concurrent;
using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>How sessions are compared; an array of one in an artifact.</summary>
internal readonly record struct SessionKnnRule(int Neighbours, float PositionDecay, float MatchRarity, float ScoreRarity, float MatchDistanceDecay)
{
    public static SessionKnnRule Of(SessionKnnOptions options) => new(
        options.Neighbours, (float)options.PositionDecay, (float)options.MatchRarity, (float)options.ScoreRarity, (float)options.MatchDistanceDecay);
}

/// <summary>All sessions with an index by item: only those that share an item with the history are looked at.</summary>
/// <remarks>Safe for parallel scoring; scratch space of 8 bytes a session is kept for as many callers as score at once.</remarks>
public sealed class SessionKnnModel : IPersistent<SessionKnnModel>, IExplainsRecommendation
{
    private readonly FittedHistories _sessions;
    private readonly SessionIndex _index;
    private readonly float[] _factors;
    private readonly SessionKnnRule _rule;
    private readonly float[] _matchRarity;
    private readonly float[] _scoreRarity;
    private readonly ConcurrentBag<NearSessions> _scratch = [];

    internal SessionKnnModel(
        Vocabulary users, Vocabulary items, FittedHistories sessions, SessionIndex index, float[] factors, SessionKnnRule rule)
    {
        (Users, Items, _sessions, _index, _factors, _rule) = (users, items, sessions, index, factors, rule);
        _matchRarity = Array.ConvertAll(index.Rarity, rarity => MathF.Pow(rarity, rule.MatchRarity));
        _scoreRarity = Array.ConvertAll(index.Rarity, rarity => MathF.Pow(rarity, rule.ScoreRarity));
    }

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Score(_sessions[user], scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        scores.Fill(history.IsEmpty ? float.NaN : 0);
        var near = Rent();
        Find(history, near);
        foreach (var session in near.Best(_rule.Neighbours))
        {
            var items = _sessions[session];
            var (nearness, match) = (near.NearnessOf(session), PlaceOf(items, history[^(near.MatchOf(session) + 1)].Item));
            for (var place = 0; place < items.Length; place++)
                scores[items[place].Item] += nearness * _scoreRarity[items[place].Item] * Distance(place - match);
        }
        Return(near);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        parts.Clear();
        var near = Rent();
        Find(history, near);
        foreach (var session in near.Best(_rule.Neighbours))
        {
            var items = _sessions[session];
            if (PlaceOf(items, item) is var place and >= 0)
            {
                var match = PlaceOf(items, history[^(near.MatchOf(session) + 1)].Item);
                var gain = _factors[session] * _scoreRarity[item] * Distance(place - match);
                for (var age = 0; age < history.Length; age++)
                    if (_index[history[^(age + 1)].Item].Contains(session))
                        parts[^(age + 1)] += gain * Weight(history[^(age + 1)].Item, age);
            }
        }
        Return(near);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        _sessions.Save(writer);
        _index.Save(writer);
        writer.Array<float>("factors", _factors);
        writer.Array("rule", [_rule]);
    }

    /// <inheritdoc />
    public static SessionKnnModel Load(IArtifactReader reader) => new(
        new Vocabulary(reader.Ids("users")),
        new Vocabulary(reader.Ids("items")),
        FittedHistories.Load(reader),
        SessionIndex.Load(reader),
        reader.Array<float>("factors"),
        reader.Array<SessionKnnRule>("rule")[0]);

    private void Find(ReadOnlySpan<HistoryItem> history, NearSessions near)
    {
        for (var age = 0; age < history.Length; age++)
        {
            var item = history[^(age + 1)].Item;
            var weight = Weight(item, age);
            foreach (var session in _index[item])
                near.Add(session, weight * _factors[session], age);
        }
    }

    private float Weight(int item, int age) => MathF.Exp(-age / _rule.PositionDecay) * _matchRarity[item];

    private float Distance(int places) => MathF.Exp(-Math.Abs(places) / _rule.MatchDistanceDecay);

    private static int PlaceOf(ReadOnlySpan<HistoryItem> items, int item)
    {
        for (var place = 0; place < items.Length; place++)
            if (items[place].Item == item)
                return place;
        return -1;
    }

    private NearSessions Rent() => _scratch.TryTake(out var free) ? free : new NearSessions(_factors.Length);

    private void Return(NearSessions near)
    {
        near.Clear();
        _scratch.Add(near);
    }
}
