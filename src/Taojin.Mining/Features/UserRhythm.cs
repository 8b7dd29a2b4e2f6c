using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>When and how much the user is about: recency, visits, the present visit, activity that fades.</summary>
public sealed class UserRhythm : IDescribed<FeatureCard>, IFeature
{
    private const uint VisitGap = 30 * 60;
    private static readonly Decay Day = new(halfLifeHours: 24);
    private readonly GrowingArray<Rhythm> _rhythms = new();

    private UserRhythm()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "user-rhythm",
        [
            new("user_hours_since_event", "hours", "hours since the user did anything", "距该用户上次活动的小时数", float.NaN),
            new("user_hours_since_purchase", "hours", "hours since the user bought anything", "距该用户上次购买的小时数", float.NaN),
            new("user_visits", "visits", "visits of the user", "该用户的访问次数"),
            new("user_visit_events", "events", "events of the user's last visit", "该用户最近一次访问的事件数"),
            new("user_activity_day", "events", "events of the user, halved each day", "该用户的活跃度（每天减半）"),
            new("user_purchases_day", "events", "purchases of the user, halved each day", "该用户的近期购买（每天减半）"),
        ],
        _ => new UserRhythm()) { Scope = FeatureScope.User };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Kind == EventKind.Shown)
            return;
        ref var rhythm = ref _rhythms.At(happened.User);
        var second = Clock.Second(happened.Time);
        if (rhythm.Last == Clock.Never || second - rhythm.Last > VisitGap)
            (rhythm.Visits, rhythm.VisitEvents) = (rhythm.Visits + 1, 0);
        rhythm.VisitEvents++;
        rhythm.Last = second;
        rhythm.Activity.Add(1, second, Day);
        if (happened.Kind != EventKind.Purchase)
            return;
        rhythm.LastPurchase = second;
        rhythm.Purchases.Add(1, second, Day);
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        var (rhythm, now) = (_rhythms.Read(asOf.User), Clock.Second(asOf.Time));
        (output[0], output[1]) = (Clock.HoursSince(rhythm.Last, now), Clock.HoursSince(rhythm.LastPurchase, now));
        (output[2], output[3]) = (rhythm.Visits, rhythm.VisitEvents);
        (output[4], output[5]) = (rhythm.Activity.At(now, Day), rhythm.Purchases.At(now, Day));
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _rhythms.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _rhythms.Restore(reader.Array<Rhythm>(Card.Name));

    private struct Rhythm
    {
        public uint Last, LastPurchase;
        public int Visits, VisitEvents;
        public DecayedCount Activity, Purchases;
    }
}
