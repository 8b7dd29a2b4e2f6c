using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Workflows.Marketing;

/// <summary>How people answered campaigns: who used a coupon, and what the reached spent against the others, before and during.</summary>
/// <remarks>The difference of differences is observed, not an effect: who was reached was chosen. Its interval is by bootstrap over users.</remarks>
public sealed class CouponResponse(Mine mine)
{
    private const int Replicates = 400;

    /// <summary>All campaigns with a beginning and an end that reached anybody.</summary>
    public IReadOnlyList<CampaignResponse> Run()
    {
        var trade = mine.Workspace.Trade;
        var (campaigns, reached, used) = (trade.Campaigns(), trade.Exposures().ToLookup(each => each.CampaignId, each => each.User), trade.Redemptions().ToLookup(each => each.CampaignId));
        var orders = trade.Orders();
        return [.. campaigns.Where(campaign => campaign is { Starts: not null, Ends: not null } && reached[campaign.CampaignId].Any()).Select(campaign => Of(campaign, [.. reached[campaign.CampaignId].Distinct().Order()], used[campaign.CampaignId], orders))];
    }

    private static CampaignResponse Of(Campaign campaign, int[] reached, IEnumerable<Redemption> used, OrderLog orders)
    {
        var (starts, ends) = (campaign.Starts!.Value, campaign.Ends!.Value + TimeSpan.FromDays(1));
        var redeemers = used.Select(each => each.User).Distinct().Count(user => Array.BinarySearch(reached, user) >= 0);
        var (low, high) = Proportion.Interval(redeemers, reached.Length);
        var (before, during) = (Spent(orders, starts - (ends - starts), starts), Spent(orders, starts, ends));
        var isReached = new bool[orders.Users.Count];
        foreach (var user in reached)
            isReached[user] = true;
        int[] buyers = [.. orders.User.Distinct().Order()];
        var known = starts - (ends - starts) >= orders.Time[0] && ends <= orders.End + TimeSpan.FromDays(1);
        var changes = buyers.Select(user => during[user] - before[user]).ToArray();
        var difference = known ? Difference(buyers, isReached, changes, campaign.CampaignId) : (double.NaN, double.NaN, double.NaN);
        return new(campaign.CampaignId, campaign.Title, starts, campaign.Ends!.Value)
        {
            Reached = reached.Length, Redeemers = redeemers, Share = (double)redeemers / reached.Length, Low = low, High = high,
            SpentBefore = reached.Average(user => before[user]), SpentDuring = reached.Average(user => during[user]),
            Difference = difference.Item1, DifferenceLow = difference.Item2, DifferenceHigh = difference.Item3,
        };
    }

    private static double[] Spent(OrderLog orders, Instant from, Instant to)
    {
        var spent = new double[orders.Users.Count];
        for (var order = orders.CountBefore(from); order < orders.CountBefore(to); order++)
            spent[orders.User[order]] += orders.ValueOf(order);
        return spent;
    }

    private static (double Value, double Low, double High) Difference(int[] buyers, bool[] isReached, double[] changes, string campaign)
    {
        double Of(Func<int, double> weight)
        {
            var (sum, count) = (new double[2], new double[2]);
            for (var place = 0; place < buyers.Length; place++)
            {
                var (group, times) = (isReached[buyers[place]] ? 1 : 0, weight(place));
                (sum[group], count[group]) = (sum[group] + (times * changes[place]), count[group] + times);
            }
            return (sum[1] / count[1]) - (sum[0] / count[0]);
        }
        var draws = new double[Replicates];
        for (var draw = 0; draw < Replicates; draw++)
        {
            var weights = Mining.Evaluation.Bootstrap.Weights(7, draw, buyers.Length);
            draws[draw] = Of(place => weights[place]);
        }
        var interval = Mining.Evaluation.Bootstrap.Interval(campaign, Of(_ => 1), draws, buyers.Length);
        return (interval.Value, interval.Low, interval.High);
    }
}

/// <summary>How people answered a campaign.</summary>
/// <param name="CampaignId">Its id.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Starts">First day.</param>
/// <param name="Ends">Last day.</param>
public sealed record CampaignResponse(string CampaignId, string? Title, Instant Starts, Instant Ends)
{
    /// <summary>People reached.</summary>
    public required int Reached { get; init; }

    /// <summary>Reached people who used a coupon of it.</summary>
    public required int Redeemers { get; init; }

    /// <summary>Of the reached, with 95 % interval.</summary>
    public required double Share { get; init; }

    /// <summary>Lower end.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>Mean money of a reached person in a span as long just before.</summary>
    public required double SpentBefore { get; init; }

    /// <summary>Mean money of a reached person during the campaign.</summary>
    public required double SpentDuring { get; init; }

    /// <summary>Change of the reached less change of all other buyers, money a person: observed, not an effect. NaN where the log does not hold both spans.</summary>
    public required double Difference { get; init; }

    /// <summary>Lower end of its 95 % interval.</summary>
    public required double DifferenceLow { get; init; }

    /// <summary>Upper end.</summary>
    public required double DifferenceHigh { get; init; }
}
