using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Budget;

/// <summary>Users of a plan who are kept without an offer by chance, so that what the plan earns can be measured.</summary>
/// <param name="IsHeldOut">Whether a user of the plan is kept without an offer, shape [users]; false for users without an offer.</param>
/// <param name="Share">Share of the planned users that was asked for.</param>
public sealed record Holdout(bool[] IsHeldOut, double Share)
{
    private const double Normal95 = 1.959963984540054, Normal80 = 0.8416212335729143;

    /// <summary>Draws users by their place, so that one more user shifts no other.</summary>
    /// <param name="allocation">The plan.</param>
    /// <param name="share">Share to keep aside, in (0, 1).</param>
    /// <param name="context">Names the chance.</param>
    public static Holdout Of(Allocation allocation, double share, FitContext context) =>
        new([.. allocation.Offer.Select((offer, user) => offer >= 0 && context.Random("plan/holdout", user).NextDouble() < share)], share);

    /// <summary>The plan without those kept aside: what will in fact be spent.</summary>
    public Allocation Without(Allocation allocation, OfferChoices choices) =>
        Allocation.Of(choices, [.. allocation.Offer.Select((offer, user) => IsHeldOut[user] ? -1 : offer)], allocation.Bound, allocation.ShadowPrice);

    /// <summary>What the plan earned for each user, and in all, with a 95 % interval: users with their offer against those kept aside.</summary>
    /// <param name="outcomes">Profit of each user after the plan, costs of offers taken off, shape [users].</param>
    /// <param name="allocation">The plan.</param>
    public PlanMeasurement Measure(IReadOnlyList<double> outcomes, Allocation allocation)
    {
        var (with, without) = (new List<double>(), new List<double>());
        for (var user = 0; user < IsHeldOut.Length; user++)
            if (allocation.Offer[user] >= 0)
                (IsHeldOut[user] ? without : with).Add(outcomes[user]);
        if (with.Count < 2 || without.Count < 2)
            throw new TooLittleDataException(
                $"{with.Count} users were offered something and {without.Count} kept aside; two of each are needed.", $"有 {with.Count} 人收到优惠、{without.Count} 人留作对照；各需至少两人。");
        var (value, error) = (with.Average() - without.Average(), Math.Sqrt((Variance(with) / with.Count) + (Variance(without) / without.Count)));
        return new(with.Count, without.Count, value, value - (Normal95 * error), value + (Normal95 * error));
    }

    /// <summary>Smallest gain a user that such a holdout can tell from none, in four of five cases at 95 % confidence.</summary>
    /// <param name="planned">Users of the plan.</param>
    /// <param name="share">Share kept aside.</param>
    /// <param name="deviation">Standard deviation of a user's profit.</param>
    public static double SmallestVisible(int planned, double share, double deviation) =>
        (Normal95 + Normal80) * deviation * Math.Sqrt(1 / Math.Max(1, planned * share) + (1 / Math.Max(1, planned * (1 - share))));

    private static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }
}

/// <summary>What a plan earned.</summary>
/// <param name="Offered">Users who got their offer.</param>
/// <param name="HeldOut">Users who were kept aside.</param>
/// <param name="PerUser">Profit that an offer brought, on average.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
public sealed record PlanMeasurement(int Offered, int HeldOut, double PerUser, double Low, double High)
{
    /// <summary>Profit of all offers together.</summary>
    public double Total => PerUser * Offered;

    /// <summary>Whether the interval leaves out that the plan earned nothing.</summary>
    public bool IsTold => Low > 0 || High < 0;
}
