using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Budget;

/// <summary>Spends a budget under rules that couple users: channel caps, segment minima, fairness.</summary>
/// <remarks>
/// The linear relaxation is solved by OR-Tools (CLP); it bounds every plan from above and leaves at most about one user undecided for each rule. Those users
/// are decided exactly by SCIP with all others fixed; if no plan exists that way, all are decided together. Meant for up to about a million users × offers.
/// </remarks>
public static class CoupledAllocation
{
    /// <summary>The plan, with the bound it is held against. Its shadow price is that of the budget beside all other rules.</summary>
    /// <exception cref="RulesContradictException">No plan keeps all rules.</exception>
    public static Allocation Solve(OfferChoices choices, IReadOnlyList<OfferLimit> limits)
    {
        using var relaxed = new OfferProgram(choices, limits, OfferProgram.Relaxed);
        if (!relaxed.Solve())
            throw new RulesContradictException(limits);
        var offer = relaxed.Offers(out var undecided);
        if (undecided.Count > 0)
            offer = Decide(choices, limits, (offer, undecided)) ?? Decide(choices, limits, null) ?? throw new RulesContradictException(limits);
        return Allocation.Of(choices, offer, relaxed.Value, relaxed.ShadowPrice);
    }

    private static int[]? Decide(OfferChoices choices, IReadOnlyList<OfferLimit> limits, (int[] Offer, HashSet<int> Undecided)? known)
    {
        using var whole = new OfferProgram(choices, limits, OfferProgram.Whole, known);
        return whole.Solve() ? whole.Offers(out _) : null;
    }
}

/// <summary>No plan keeps all rules.</summary>
public sealed class RulesContradictException : UnfitDataException
{
    internal RulesContradictException(IReadOnlyList<OfferLimit> limits)
        : base("plan.rules-contradict", $"No plan keeps the budget and all rules: {string.Join("; ", limits.Select(limit => limit.Name))}.",
            $"没有方案能同时满足预算与全部规则：{string.Join("；", limits.Select(limit => limit.NameZh))}。", "Raise the budget, or loosen a minimum or a cap.")
    {
    }
}
