using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>What is known of items at a moment, and the columns of a candidate made of it, of the history and of the members' scores.</summary>
/// <param name="Popularity">ln(1 + users) by item.</param>
/// <param name="Recent">ln(1 + users whose last touch came within the last tenth of all touches) by item.</param>
/// <param name="LastTouch">When anybody touched the item last, in days since 1970; NaN for never.</param>
/// <param name="Category">Category by item; empty without.</param>
/// <param name="Today">The moment, in days since 1970.</param>
/// <param name="Folds">Features of each item as the log tells them at the moment, shape [items × columns]; no columns where there is no log.</param>
internal sealed record CandidateFacts(float[] Popularity, float[] Recent, float[] LastTouch, int[] Category, double Today, FeatureTable Folds)
{
    private const float RankOffset = 60;
    private static readonly string[] Own = ["popularity", "recent_popularity", "item_idle_days", "history_length", "user_idle_days", "category_share"];

    public static CandidateFacts Of(Interactions data, FitContext context)
    {
        var (all, recent, last) = (new float[data.Items.Count], new float[data.Items.Count], new float[data.Items.Count]);
        Array.Fill(last, float.NaN);
        var times = data.LastTimes.AsSpan().ToArray();
        Array.Sort(times);
        var cut = times.Length == 0 ? Instant.Latest : times[(int)(0.9 * (times.Length - 1))];
        for (var entry = 0; entry < data.LastTimes.Length; entry++)
        {
            var (item, day) = (data.Matrix.Columns[entry], (float)Days(data.LastTimes[entry]));
            all[item]++;
            recent[item] += data.LastTimes[entry] >= cut ? 1 : 0;
            last[item] = day > last[item] || float.IsNaN(last[item]) ? day : last[item];
        }
        return new(Array.ConvertAll(all, count => MathF.Log(1 + count)), Array.ConvertAll(recent, count => MathF.Log(1 + count)), last, data.Items.Category, Days(data.AsOf), ItemFolds.Of(data, context));
    }

    /// <summary>Names of the columns: two a member, then those of item and history, then those folded over the log.</summary>
    public string[] Columns(IReadOnlyList<AlgorithmCard> members) => [.. members.SelectMany(member => new[] { $"{member.Name}.score", $"{member.Name}.rank" }), .. Own, .. Folds.Columns];

    /// <summary>How many columns a candidate of so many members has.</summary>
    public int ColumnCount(int members) => (2 * members) + Own.Length + Folds.Columns.Count;

    /// <summary>Writes the columns of one candidate.</summary>
    /// <param name="item">The candidate.</param>
    /// <param name="history">Whose candidate it is.</param>
    /// <param name="scores">Scaled scores, shape [members][items].</param>
    /// <param name="ranks">Place of the candidate in each member's order, from 1; 0 where it is not among its candidates.</param>
    /// <param name="row">Receives the columns.</param>
    public void Write(int item, HistoryItem[] history, float[][] scores, ReadOnlySpan<int> ranks, Span<float> row)
    {
        for (var member = 0; member < scores.Length; member++)
            (row[2 * member], row[(2 * member) + 1]) = (scores[member][item], ranks[member] == 0 ? 0 : 1 / (RankOffset + ranks[member]));
        var own = row[(2 * scores.Length)..];
        (own[0], own[1]) = (Popularity[item], Recent[item]);
        (own[2], own[3]) = ((float)(Today - LastTouch[item]), history.Length);
        own[4] = history.Length == 0 ? float.NaN : (float)(Today - Days(history[^1].LastTime));
        own[5] = ShareOf(item, history);
        Folds.Values[item].CopyTo(own[Own.Length..]);
    }

    public void Save(IArtifactWriter writer)
    {
        writer.Array<float>("facts.popularity", Popularity);
        writer.Array<float>("facts.recent", Recent);
        writer.Array<float>("facts.last", LastTouch);
        writer.Array<int>("facts.category", Category);
        writer.Array<double>("facts.today", [Today]);
        writer.Ids("facts.fold_columns", Folds.Columns);
        writer.Array<float>("facts.folds", Folds.Values.Values);
    }

    public static CandidateFacts Load(IArtifactReader reader)
    {
        var (popularity, columns) = (reader.Array<float>("facts.popularity"), reader.Ids("facts.fold_columns"));
        return new(
            popularity, reader.Array<float>("facts.recent"), reader.Array<float>("facts.last"), reader.Array<int>("facts.category"), reader.Array<double>("facts.today")[0],
            new(columns, new(popularity.Length, columns.Length, reader.Array<float>("facts.folds"))));
    }

    private float ShareOf(int item, HistoryItem[] history)
    {
        var category = item < Category.Length ? Category[item] : -1;
        if (category < 0 || history.Length == 0)
            return float.NaN;
        var same = 0;
        foreach (var each in history)
            same += each.Item < Category.Length && Category[each.Item] == category ? 1 : 0;
        return same / (float)history.Length;
    }

    private static double Days(Instant time) => time.Microseconds / (double)Instant.PerDay;
}
