namespace Taojin.Mining.Marketing.Budget;

/// <summary>Who could be offered what: expected profit and cost of each offer to each user, and one budget. Each user gets one offer at most.</summary>
public sealed record OfferChoices
{
    /// <summary>Number of users.</summary>
    public required int Users { get; init; }

    /// <summary>Number of offers.</summary>
    public required int Offers { get; init; }

    /// <summary>Expected profit of each offer over no offer, all costs taken off, shape [users × offers]; −∞ or NaN forbids it.</summary>
    public required double[] Profit { get; init; }

    /// <summary>What each offer takes from the budget, 0 or more, shape [users × offers].</summary>
    public required double[] Cost { get; init; }

    /// <summary>Most that may be spent.</summary>
    public required double Budget { get; init; }

    /// <summary>Forbids offers.</summary>
    /// <param name="isAllowed">Whether a user may get an offer.</param>
    public OfferChoices Where(Func<int, int, bool> isAllowed)
    {
        var profit = Profit.ToArray();
        for (var user = 0; user < Users; user++)
            for (var offer = 0; offer < Offers; offer++)
                if (!isAllowed(user, offer))
                    profit[(user * Offers) + offer] = double.NegativeInfinity;
        return this with { Profit = profit };
    }
}

/// <summary>Who is offered what.</summary>
/// <param name="Offer">Offer of each user, −1 for none, shape [users].</param>
/// <param name="Profit">Expected profit in all.</param>
/// <param name="Cost">Taken from the budget in all.</param>
/// <param name="Bound">No plan within the budget can be expected to earn more than this.</param>
/// <param name="ShadowPrice">Profit that one more unit of budget would bring, at the margin; 0 when money is left over.</param>
public sealed record Allocation(int[] Offer, double Profit, double Cost, double Bound, double ShadowPrice)
{
    /// <summary>How far the profit may be from the best, as a share of the bound.</summary>
    public double Gap => Bound > 0 ? (Bound - Profit) / Bound : 0;

    /// <summary>Number of users with an offer.</summary>
    public int Offered => Offer.Count(offer => offer >= 0);

    internal static Allocation Of(OfferChoices choices, int[] offer, double bound, double price)
    {
        var (profit, cost) = (0.0, 0.0);
        for (var user = 0; user < offer.Length; user++)
            if (offer[user] >= 0)
                (profit, cost) = (profit + choices.Profit[(user * choices.Offers) + offer[user]], cost + choices.Cost[(user * choices.Offers) + offer[user]]);
        return new(offer, profit, cost, Math.Max(bound, profit), price);
    }
}
