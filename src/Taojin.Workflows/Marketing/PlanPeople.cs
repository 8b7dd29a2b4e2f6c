using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Budget;
using Taojin.Mining.Marketing.Uplift;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Marketing;

/// <summary>Users who may be offered something, with what is known of them now.</summary>
/// <param name="Users">Indexes of users.</param>
/// <param name="Ids">Their ids, in the same order.</param>
/// <param name="Facts">What is known, see <see cref="UserFacts"/>.</param>
/// <param name="LeftOut">Users who were reached often enough already, or do not allow marketing.</param>
internal sealed record PlanPeople(int[] Users, string[] Ids, FeatureTable Facts, int LeftOut)
{
    public const int ActiveDays = 30, CoolingDays = 90;
    private readonly string[] _segment = [.. Enumerable.Range(0, Users.Length).Select(user => SegmentOf(Facts.Values[user][0]))];

    public static PlanPeople Of(Mine mine, ShopLog log, PlanRequest request)
    {
        var known = log.User.Distinct().Order().ToArray();
        var since = mine.Now - TimeSpan.FromDays(request.ContactDays);
        var often = mine.Workspace.Trade.Exposures(Purposes.None).Where(contact => contact.Time >= since && !PlanFiles.IsHoldout(contact.Arm)).GroupBy(contact => contact.User)
            .Where(group => group.Count() >= request.MostContacts).Select(group => group.Key).ToHashSet();
        int[] users = [.. known.Where(user => !often.Contains(user) && mine.Workspace.Consents.Allows(log.Users.IdAt(user), Purposes.Marketing))];
        return new(users, [.. users.Select(log.Users.IdAt)], UserFacts.Of(log, Later(log.End), users), known.Length - users.Length);
    }

    /// <summary>active, cooling, lapsed or new.</summary>
    public IReadOnlyList<string> Segments => _segment;

    public IReadOnlyList<OfferLimit> Rules(PlanRequest request)
    {
        string[] channels = [.. request.Offers.Select(offer => offer.Channel)];
        return
        [
            .. request.ChannelCaps.Select(cap => OfferLimit.ChannelCap(cap.Key, channels, cap.Value)),
            .. request.SegmentMinima.Select(minimum => OfferLimit.SegmentMinimum(minimum.Key, _segment, minimum.Value)),
            .. request.Fairness > 0 ? _segment.Distinct().Order(StringComparer.Ordinal).Select(segment => OfferLimit.Fairness(segment, _segment, request.Fairness)) : [],
        ];
    }

    private static Instant Later(Instant end) => new(end.Microseconds + 1); // the last event counts

    private static string SegmentOf(float days) => float.IsNaN(days) ? "new" : days <= ActiveDays ? "active" : days <= CoolingDays ? "cooling" : "lapsed";
}
