using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Recommendation;

namespace Taojin.Workflows.Serving;

/// <summary>Why an item is in a list, in words: what the user did, and what each of it adds to the score.</summary>
internal static class ListReason
{
    private const int MostReasons = 3;

    public static IReadOnlyList<AnswerReason> Of(
        PublishedRecommender published, HistoryItem[] history, int index, float score, int user, Instant now, Catalogue items, UserHistories histories)
    {
        if (published.Model is not IExplainsRecommendation explains || history.Length == 0)
            return [Popular(score)];
        var parts = new float[history.Length];
        explains.Explain(history, index, parts);
        var reasons = Enumerable.Range(0, parts.Length)
            .OrderByDescending(place => parts[place])
            .Take(MostReasons)
            .Where(place => parts[place] > 0)
            .Select(place => BecauseOf(items.Ids.IndexOf(published.Model.Items.IdAt(history[place].Item)), parts[place], user, now, items, histories))
            .ToList();
        return reasons.Count > 0 ? reasons : [Popular(score)];
    }

    private static AnswerReason BecauseOf(int item, float part, int user, Instant now, Catalogue items, UserHistories histories)
    {
        var touches = histories.Of(user).Where(touch => touch.Item == item && touch.Kind != EventKind.Shown).ToArray();
        var strongest = touches.Length == 0 ? EventKind.View : touches.Max(touch => touch.Kind is EventKind.Return or EventKind.Contact ? EventKind.View : touch.Kind);
        var times = touches.Count(touch => touch.Kind == strongest);
        var isThisWeek = touches.Length > 0 && touches[^1].Time > now - TimeSpan.FromDays(7);
        var (did, didZh) = Deed(strongest);
        var (often, oftenZh) = times switch { <= 1 => ("", ""), 2 => (" twice", "2 次"), _ => ($" {times} times", $"{times} 次") };
        var signed = part.ToString("+0.00;−0.00", CultureInfo.InvariantCulture);
        var name = items.NameOf(item);
        return new(
            $"because you {did} {name}{often}{(isThisWeek ? " this week" : "")} ({signed})",
            $"因为您{(isThisWeek ? "本周" : "")}{didZh}{oftenZh}“{name}”（{signed}）",
            part);
    }

    private static (string En, string Zh) Deed(EventKind kind) => kind switch
    {
        EventKind.Purchase => ("bought", "买过"),
        EventKind.Cart => ("put into your cart", "加购过"),
        EventKind.Favorite => ("saved", "收藏过"),
        EventKind.Rate => ("rated", "评价过"),
        _ => ("looked at", "看过"),
    };

    private static AnswerReason Popular(float score)
    {
        var shown = score.ToString("0.##", CultureInfo.InvariantCulture);
        return new($"because others choose it often (score {shown})", $"因为近期很受欢迎（得分 {shown}）", score);
    }
}
