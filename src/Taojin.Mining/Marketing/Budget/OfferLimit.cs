namespace Taojin.Mining.Marketing.Budget;

/// <summary>A rule that couples users: Least ≤ Σ over offers made of weight(user, offer) ≤ Most.</summary>
/// <param name="Name">What it is, in English.</param>
/// <param name="NameZh">What it is, in Chinese.</param>
/// <param name="Weight">What an offer to a user counts for.</param>
/// <param name="Least">Least sum; −∞ for none.</param>
/// <param name="Most">Most sum; +∞ for none.</param>
public sealed record OfferLimit(string Name, string NameZh, Func<int, int, double> Weight, double Least, double Most)
{
    /// <summary>At most so many offers through a channel.</summary>
    /// <param name="channel">Its name.</param>
    /// <param name="channelOf">Channel of each offer, shape [offers].</param>
    /// <param name="most">Most offers.</param>
    public static OfferLimit ChannelCap(string channel, IReadOnlyList<string> channelOf, int most) =>
        new($"at most {most} by {channel}", $"{channel} 渠道至多 {most} 份", (_, offer) => channelOf[offer] == channel ? 1 : 0, double.NegativeInfinity, most);

    /// <summary>At least so many users of a segment get an offer.</summary>
    /// <param name="segment">Its name.</param>
    /// <param name="segmentOf">Segment of each user, shape [users].</param>
    /// <param name="least">Fewest users.</param>
    public static OfferLimit SegmentMinimum(string segment, IReadOnlyList<string> segmentOf, int least) =>
        new($"at least {least} of {segment}", $"{segment} 至少 {least} 人", (user, _) => segmentOf[user] == segment ? 1 : 0, least, double.PositiveInfinity);

    /// <summary>A segment's share of all offers is at least so much of its share of the users: 0.8 is the usual four-fifths rule.</summary>
    /// <param name="segment">Its name.</param>
    /// <param name="segmentOf">Segment of each user, shape [users].</param>
    /// <param name="part">Part of the share, 0 to 1.</param>
    public static OfferLimit Fairness(string segment, IReadOnlyList<string> segmentOf, double part)
    {
        var share = part * segmentOf.Count(each => each == segment) / segmentOf.Count;
        return new($"{segment} gets at least {part:0.##} of its share", $"{segment} 至少获得其应有份额的 {part:0.##}",
            (user, _) => (segmentOf[user] == segment ? 1 : 0) - share, 0, double.PositiveInfinity);
    }

    /// <summary>What an allocation comes to.</summary>
    public double Sum(Allocation allocation) => allocation.Offer.Select((offer, user) => offer < 0 ? 0 : Weight(user, offer)).Sum();

    /// <summary>Whether an allocation keeps the rule, to rounding.</summary>
    public bool Holds(Allocation allocation) => Sum(allocation) is var sum && sum >= Least - 1e-6 && sum <= Most + 1e-6;
}
