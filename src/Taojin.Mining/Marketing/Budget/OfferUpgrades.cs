namespace Taojin.Mining.Marketing.Budget;

/// <summary>Spends what is left of a budget on better offers.</summary>
internal static class OfferUpgrades
{
    /// <summary>Gives users who stand at the margin what they would take at a lower price, the most profit for its cost first, then whatever still fits.</summary>
    public static void Spend(OfferChoices choices, int[] offer, double left, IEnumerable<(int User, int Offer)> undecided)
    {
        foreach (var (user, dearer) in undecided.OrderByDescending(each => Rate(choices, offer, each.User, each.Offer)).ThenBy(each => each.User))
            if (Extra(choices, offer, user, dearer) is var extra && extra <= left && Gain(choices, offer, user, dearer) > 0)
                (offer[user], left) = (dearer, left - extra);
        for (var round = 0; round < 3 && BestThatFits(choices, offer, left) is { User: >= 0 } found; round++)
        {
            left -= Extra(choices, offer, found.User, found.Offer);
            offer[found.User] = found.Offer;
        }
    }

    private static (int User, int Offer) BestThatFits(OfferChoices choices, int[] offer, double left)
    {
        var (best, found) = (0.0, (-1, -1));
        for (var user = 0; user < choices.Users; user++)
            for (var other = 0; other < choices.Offers; other++)
                if (Gain(choices, offer, user, other) is var gain && gain > best && Extra(choices, offer, user, other) <= left)
                    (best, found) = (gain, (user, other));
        return found;
    }

    private static double Rate(OfferChoices choices, int[] offer, int user, int other) => Gain(choices, offer, user, other) / Math.Max(1e-300, Extra(choices, offer, user, other));

    private static double Gain(OfferChoices choices, int[] offer, int user, int other) =>
        choices.Profit[(user * choices.Offers) + other] - (offer[user] < 0 ? 0 : choices.Profit[(user * choices.Offers) + offer[user]]);

    private static double Extra(OfferChoices choices, int[] offer, int user, int other) =>
        choices.Cost[(user * choices.Offers) + other] - OfferAuction.CostOf(choices, user, offer[user]);
}
