namespace Taojin.Mining.Marketing.Budget;

/// <summary>Spends one budget where it earns most: at most one offer a user.</summary>
/// <remarks>
/// A multiple-choice knapsack by Lagrange's multiplier (Sinha &amp; Zoltners 1979, doi:10.1287/opre.27.3.503): at a price λ of money each user takes the offer
/// of most profit − λ·cost, and Σ of these + λ·budget bounds every plan from above. λ is halved in; users whose offer no longer depends on it are set aside,
/// so that all steps together cost a few passes over users × offers. What is left of the budget goes to the upgrades of most profit for their cost.
/// The gap to the bound is below one upgrade, so it shrinks with the number of users.
/// </remarks>
public static class BudgetAllocation
{
    private const int MostSteps = 200;

    /// <summary>The plan, with the bound it is held against.</summary>
    public static Allocation Solve(OfferChoices choices)
    {
        var free = OfferAuction.At(choices, 0);
        if (free.Cost <= choices.Budget)
            return Allocation.Of(choices, free.Offer, free.Value, 0);
        var search = new OfferAuction.Search(choices, free);
        for (var step = 0; step < MostSteps && search.CanNarrow; step++)
            search.Narrow();
        var offer = search.Feasible;
        OfferUpgrades.Spend(choices, offer, choices.Budget - search.FeasibleCost, search.Undecided);
        return Allocation.Of(choices, offer, search.Bound, search.Price);
    }

    /// <summary>Expected profit at each of some budgets.</summary>
    public static IReadOnlyList<(double Budget, double Profit, double ShadowPrice)> Curve(OfferChoices choices, IEnumerable<double> budgets) =>
        [.. budgets.Select(budget => (budget, Solve(choices with { Budget = budget }))).Select(each => (each.budget, each.Item2.Profit, each.Item2.ShadowPrice))];
}
