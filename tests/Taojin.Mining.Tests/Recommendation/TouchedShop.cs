using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Tests.Recommendation;

/// <summary>A shop written as a table of weights: a row a user, a column an item, 0 for untouched; items are touched from left to right, a minute apart.</summary>
internal static class TouchedShop
{
    public static Interactions Of(params float[][] weights)
    {
        var items = weights.Length == 0 ? 0 : weights[0].Length;
        var cells = weights.SelectMany((row, user) => row.Select((weight, item) => (user, item, weight))).Where(cell => cell.weight > 0).ToArray();
        return new()
        {
            Users = new Vocabulary(weights.Select((_, user) => $"用户{user}")),
            Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, items).Select(item => $"商品{item}")) },
            Matrix = CsrMatrix.Of(weights.Length, items, [.. cells.Select(cell => cell.user)], [.. cells.Select(cell => cell.item)], [.. cells.Select(cell => cell.weight)]),
            LastTimes = [.. cells.Select(cell => Instant.OfSeconds(60 * cell.item))],
            AsOf = Instant.OfSeconds(60 * items),
        };
    }

    public static Interactions Of(bool[][] touched) => Of(Array.ConvertAll(touched, row => Array.ConvertAll(row, each => each ? 1f : 0f)));

    public static float[] Scores(IRecommender model, int user)
    {
        var scores = new float[model.Items.Count];
        model.Score(user, scores);
        return scores;
    }

    public static float[] Scores(IFoldInRecommender model, params HistoryItem[] history)
    {
        var scores = new float[model.Items.Count];
        model.Score(history, scores);
        return scores;
    }

    /// <summary>Sums of the parts of each item's score.</summary>
    public static float[] PartSums(IExplainsRecommendation model, HistoryItem[] history)
    {
        var parts = new float[history.Length];
        return [.. Enumerable.Range(0, model.Items.Count).Select(item =>
        {
            model.Explain(history, item, parts);
            return parts.Sum();
        })];
    }
}
