using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Evaluation;

/// <summary>A part of the users or items with its metrics; a user who has nothing in it is left out of it.</summary>
internal sealed record RankingSegment(string Name, string NameZh, IReadOnlyList<MetricColumn> Columns);

/// <summary>
/// Parts of a test by how much is known. Users: hot (fitted on) or warm (a history that was not fitted on), by the number of their events; cold ones (no history)
/// by what the model shows to anybody. Items: hot ones by how many users touched them, and cold ones, which nobody touched. Empty parts are left out.
/// </summary>
internal static class RankingSegments
{
    private static readonly (int From, int To)[] Events = [(1, 4), (5, 19), (20, int.MaxValue)], Touches = [(1, 9), (10, 99), (100, int.MaxValue)];

    public static IReadOnlyList<RankingSegment> Of(IRecommender model, JudgedLists lists, RankingTest test)
    {
        var result = new List<RankingSegment>();
        var (sort, sortZh) = test.Histories is null ? ("Hot", "已训练") : ("Warm", "未训练");
        foreach (var range in Events)
            result.Add(Users($"{sort} users, {Text(range)} events", $"{sortZh}用户，{Text(range)} 次行为", lists, row => Contains(range, test.EventsOf(row))));
        if (test.ColdRelevant.Length > 0)
            result.Add(Cold(model, test));
        var touches = new int[test.Past.Items.Count];
        foreach (var item in test.Past.Matrix.Columns)
            touches[item]++;
        result.Add(Items("Cold items", "冷启动商品（无人接触）", (lists, test), item => touches[item] == 0));
        foreach (var range in Touches)
            result.Add(Items($"Hot items, {Text(range)} users", $"已训练商品，{Text(range)} 人接触", (lists, test), item => Contains(range, touches[item])));
        return [.. result.Where(segment => segment.Columns.Count == 0 || segment.Columns[0].Cases > 0)];
    }

    private static RankingSegment Users(string name, string nameZh, JudgedLists lists, Func<int, bool> isIn) =>
        new(name, nameZh, Columns([.. lists.Places.Select((places, row) => isIn(row) ? places : [])]));

    private static RankingSegment Items(string name, string nameZh, (JudgedLists Lists, RankingTest Test) judged, Func<int, bool> isIn) => new(name, nameZh, Columns(
        [.. judged.Lists.Places.Select((places, row) => places.Where((_, each) => isIn(judged.Test.Relevant[row][each])).ToArray())]));

    /// <summary>One list for everybody; a personal model says nothing and has no columns.</summary>
    private static RankingSegment Cold(IRecommender model, RankingTest test)
    {
        var (name, nameZh) = ("Cold users", "无历史用户");
        if (model is not INonPersonalRecommender anybody)
            return new(name, nameZh, []);
        var scores = new float[model.Items.Count];
        anybody.Score(scores);
        return new(name, nameZh, Columns(Array.ConvertAll(test.ColdRelevant, relevant =>
        {
            var places = new double[relevant.Length];
            Ranks.Write(scores, relevant, places);
            return places;
        })));
    }

    private static List<MetricColumn> Columns(double[][] places) =>
    [
        Column("NDCG@10", places, each => RankingMetrics.Ndcg(each, 10)),
        Column("HR@10", places, each => RankingMetrics.Hit(each, 10)),
        Column("Recall@20", places, each => RankingMetrics.Recall(each, 20)),
    ];

    private static MetricColumn Column(string name, double[][] places, Func<double[], double> metric) =>
        new(name, Array.ConvertAll(places, each => each.Length == 0 ? double.NaN : metric(each)));

    private static bool Contains((int From, int To) range, int count) => count >= range.From && count <= range.To;

    private static string Text((int From, int To) range) => range.To == int.MaxValue ? $"{range.From}+" : $"{range.From}–{range.To}";
}
