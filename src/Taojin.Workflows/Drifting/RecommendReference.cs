using Taojin.Data;
using Taojin.Mining.Evaluation.Drift;
using Taojin.Mining.Recommendation;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Drifting;

/// <summary>What a recommender is compared by: what kinds of events came in the last week, from users with how much behind them, for what prices, and its best score for those who came last.</summary>
internal static class RecommendReference
{
    private const int MostUsers = 300;
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    public static TrainingReference Of(IRecommender model, BehaviourWeights? weights, ShopLog log) => new()
    {
        Cut = log.End.ToDateTimeOffset(),
        Columns = [.. Columns(log).Select(column => column.Name == "kind" ? Kinds.With(column.Values) : BinnedColumn.Of(column.Name, column.Values))],
        Score = BinnedColumn.Of("score", Scores(new("", model, weights), log)),
    };

    /// <summary>Compares with the log as it is now.</summary>
    public static (DateTimeOffset AsOf, IReadOnlyList<ColumnDrift> Columns, ColumnDrift Score, ColumnDrift? Label) Drift(TrainingReference then, PublishedRecommender model, ShopLog log)
    {
        var now = Columns(log).ToDictionary(column => column.Name, column => column.Values, StringComparer.Ordinal);
        return (log.End.ToDateTimeOffset(), [.. then.Columns.Select(column => ColumnDrift.Of(column, now.GetValueOrDefault(column.Name) ?? []))], ColumnDrift.Of(then.Score, Scores(model, log)), null);
    }

    /// <summary>One class a kind of event.</summary>
    private static BinnedColumn Kinds => new("kind", [.. Enum.GetValues<EventKind>().Order().SkipLast(1).Select(kind => (float)kind)], new long[Enum.GetValues<EventKind>().Length], 0);

    private static (string Name, IReadOnlyList<float> Values)[] Columns(ShopLog log)
    {
        var (from, before) = (log.CountBefore(log.End - Window), new int[log.Users.Count]);
        var (kinds, pasts, prices) = (new List<float>(), new List<float>(), new List<float>());
        for (var place = 0; place < log.Count; place++)
        {
            if (log.Kind[place] == EventKind.Shown)
                continue; // what the shop shows is its own doing
            if (place >= from)
            {
                kinds.Add((float)log.Kind[place]);
                pasts.Add(before[log.User[place]]);
                prices.Add(log[place].Price);
            }
            before[log.User[place]]++;
        }
        return [("kind", kinds), ("events_before", pasts), ("price", prices)];
    }

    /// <summary>The best score of each of the users who came last; NaN for whom it cannot say anything.</summary>
    private static float[] Scores(PublishedRecommender model, ShopLog log)
    {
        var (users, histories, scores) = (new HashSet<int>(), new UserHistories(log), new float[1]);
        for (var place = log.Count - 1; place >= 0 && users.Count < MostUsers; place--)
            users.Add(log.User[place]);
        return [.. users.Select(user => model.Best(log.Users.IdAt(user), model.PastOf(histories.Of(user), log.Items.Ids, isVisit: false), new int[1], scores) > 0 ? scores[0] : float.NaN)];
    }
}
