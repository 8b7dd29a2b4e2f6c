using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Workflows.Serving;

/// <summary>Why items are in one user's list, in words: what the user did, and what each of it adds to the score.</summary>
/// <param name="published">The model that scored.</param>
/// <param name="past">The past that was scored, by the model's indexes.</param>
/// <param name="did">What the user did, in order of time.</param>
/// <param name="now">The moment of the answer.</param>
/// <param name="items">The shop's items.</param>
internal sealed class ListReason(PublishedRecommender published, UserPast past, IReadOnlyList<Touch> did, Instant now, Catalogue items)
{
    private const int FewReasons = 3;

    /// <summary>The strongest reasons of some items by the model's indexes, those that speak for them; what a list shows.</summary>
    public IEnumerable<IReadOnlyList<AnswerReason>> Of(IReadOnlyList<(int Index, float Score)> wanted)
    {
        if (published.Model is not IExplainsRecommendation explains || published.Model is ISessionRecommender || past.Items.Length == 0)
            return wanted.Select(each => Few(All(each.Index, each.Score), each.Score));
        var (count, parts) = (past.Items.Length, new float[wanted.Count * past.Items.Length]);
        explains.Explain(past.Items, [.. wanted.Select(each => each.Index)], parts);
        return wanted.Select((each, place) => Few(Strongest(parts.AsSpan(place * count, count)), each.Score));
    }

    private AnswerReason[] Few(IEnumerable<AnswerReason> reasons, float score)
    {
        AnswerReason[] all = [.. reasons.Take(FewReasons).Where(reason => reason.Contribution > 0)];
        return all.Length > 0 ? all : [published.Model is INonPersonalRecommender || past.Items.Length == 0 ? Popular(score) : Fitting(score)];
    }

    /// <summary>Everything that adds to the score of an item or takes from it, the highest first.</summary>
    public IReadOnlyList<AnswerReason> All(int index, float score)
    {
        if (published.Model is INonPersonalRecommender || (past.Items.Length == 0 && published.Model is IFoldInRecommender))
            return [Popular(score)];
        return published.Model switch
        {
            ISessionRecommender session => ByEvents(session, index),
            IExplainsRecommendation explains => ByItems(explains, index),
            BlendModel blend => ByMembers(blend, index),
            IRatingModel => [Rating(score)],
            _ => [Fitting(score)],
        };
    }

    private IReadOnlyList<AnswerReason> ByItems(IExplainsRecommendation model, int index)
    {
        var parts = new float[past.Items.Length];
        model.Explain(past.Items, index, parts);
        return Ordered(past.Items.Select((each, place) => (each.Item, parts[place])));
    }

    /// <summary>The few highest parts; the words of the others need not be made.</summary>
    private List<AnswerReason> Strongest(ReadOnlySpan<float> parts)
    {
        Span<int> best = stackalloc int[FewReasons];
        var reasons = new List<AnswerReason>(FewReasons);
        foreach (var place in best[..TopK.Write(parts, best)])
            if (parts[place] != 0)
                reasons.Add(BecauseOf(items.Ids.IndexOf(published.Model.Items.IdAt(past.Items[place].Item)), parts[place]));
        return reasons;
    }

    /// <summary>What the events of one item add is added up.</summary>
    private IReadOnlyList<AnswerReason> ByEvents(ISessionRecommender model, int index)
    {
        var parts = new float[past.Events.Length];
        model.Explain(past.Events, index, parts);
        return Ordered(past.Events.Select((each, place) => (each.Item, Part: parts[place])).GroupBy(each => each.Item, (item, of) => (item, of.Sum(each => each.Part))));
    }

    private IReadOnlyList<AnswerReason> Ordered(IEnumerable<(int Item, float Part)> parts) =>
        [.. parts.Where(each => each.Part != 0).OrderByDescending(each => each.Part).Select(each => BecauseOf(items.Ids.IndexOf(published.Model.Items.IdAt(each.Item)), each.Part))];

    private IReadOnlyList<AnswerReason> ByMembers(BlendModel model, int index)
    {
        var parts = new float[model.Members.Count];
        model.ExplainByMembers(past.Items, index, parts);
        return [.. model.Members.Zip(parts, (member, part) => new AnswerReason(
            $"because of {member.Card.Title} ({Signed(part)})", $"因为“{member.Card.TitleZh}”（{Signed(part)}）", part)).OrderByDescending(reason => reason.Contribution)];
    }

    private AnswerReason BecauseOf(int item, float part)
    {
        var (strongest, times, isThisWeek) = StrongestDeed(item);
        var (deed, deedZh) = Deed(strongest);
        var (often, oftenZh) = times switch { <= 1 => ("", ""), 2 => (" twice", "2 次"), _ => ($" {times} times", $"{times} 次") };
        var name = items.NameOf(item);
        return new(
            $"because you {deed} {name}{often}{(isThisWeek ? " this week" : "")} ({Signed(part)})",
            $"因为您{(isThisWeek ? "本周" : "")}{deedZh}{oftenZh}“{name}”（{Signed(part)}）",
            part);
    }

    /// <summary>What says most of what the user did with an item, how often that was done, and whether the last touch was in the last seven days.</summary>
    private (EventKind Kind, int Times, bool IsThisWeek) StrongestDeed(int item)
    {
        var (strongest, times, isThisWeek) = (EventKind.View, 0, false);
        foreach (var touch in did)
        {
            if (touch.Item != item || touch.Kind == EventKind.Shown)
                continue;
            var kind = touch.Kind is EventKind.Return or EventKind.Contact ? EventKind.View : touch.Kind;
            (strongest, times) = kind > strongest ? (kind, 0) : (strongest, times);
            times += touch.Kind == strongest ? 1 : 0;
            isThisWeek = touch.Time > now - TimeSpan.FromDays(7);
        }
        return (strongest, times, isThisWeek);
    }

    internal static (string En, string Zh) Deed(EventKind kind) => kind switch
    {
        EventKind.Purchase => ("bought", "买过"),
        EventKind.Cart => ("put into your cart", "加购过"),
        EventKind.Favorite => ("saved", "收藏过"),
        EventKind.Rate => ("rated", "评价过"),
        _ => ("looked at", "看过"),
    };

    private static AnswerReason Popular(float score) => new($"because others choose it often (score {Plain(score)})", $"因为近期很受欢迎（得分 {Plain(score)}）", score);

    private static AnswerReason Fitting(float score) => new($"because it fits what you did before (score {Plain(score)})", $"因为符合您以往的行为（得分 {Plain(score)}）", score);

    private static AnswerReason Rating(float score) => new($"because you are expected to rate it {Plain(score)}", $"因为预计您会给它 {Plain(score)} 分", score);

    private static string Plain(float score) => score.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Signed(float part) => part.ToString("+0.00;−0.00", CultureInfo.InvariantCulture);
}
