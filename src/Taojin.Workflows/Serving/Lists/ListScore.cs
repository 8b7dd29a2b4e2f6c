using Taojin.Data;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Numerics;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>Gives candidates their value: what the objective says, times boosts, times what being shown before costs.</summary>
internal sealed class ListScore(Placement placement, Catalogue items, ItemFacts facts, ShownCounts shown, ListWorth worth)
{
    /// <summary>Values of all candidates, and the parts they are made of.</summary>
    public void Apply(List<Candidate> candidates, ListAsker asker)
    {
        if (candidates.Count == 0)
            return;
        var (low, high) = (candidates.Min(each => each.Value), candidates.Max(each => each.Value));
        foreach (var candidate in candidates)
        {
            Start(candidate, asker, high > low ? (candidate.Value - low) / (high - low) : 1);
            foreach (var boost in placement.Boosts)
                if (candidate.Item >= 0 && boost.When.Holds(facts.Of(candidate.Item, asker)))
                    Multiply(candidate, $"boost: {boost.When.Text}", boost.Factor);
            if (placement.Rotation < 1 && shown.LeftAlone(asker.User, candidate.Item, asker.Now) is > 0 and var times)
                Multiply(candidate, $"shown before, {times}×", Math.Pow(placement.Rotation, times));
            if (placement is { Exploration: > 0, ExplorationKind: ExplorationKind.Thompson })
                Draw(candidate, asker);
        }
    }

    /// <summary>Factors need values of 0 and more, so where there are any, relevance is scaled to [0, 1] over the candidates.</summary>
    private void Start(Candidate candidate, ListAsker asker, double scaled)
    {
        if (placement.Objective == ListObjective.Relevance)
        {
            candidate.Value = placement.IsPlain ? candidate.Value : scaled;
            candidate.Parts.Add(new("relevance", candidate.Value));
            return;
        }
        candidate.PurchaseProbability = candidate.Item < 0 ? null : worth.Purchase(asker.User, candidate.Item, asker.Now);
        candidate.Value = candidate.PurchaseProbability ?? 0;
        candidate.Parts.Add(new("purchase probability", candidate.Value));
        if (placement.Objective != ListObjective.Profit)
            return;
        Multiply(candidate, "margin", items.MarginOf(candidate.Item));
        if (worth.Return(asker.User, candidate.Item, asker.Now) is { } risk)
            Multiply(candidate, "kept", 1 - risk);
    }

    private void Draw(Candidate candidate, ListAsker asker)
    {
        var (clicked, times) = shown.Of(candidate.Item);
        var drawn = Exploration.Thompson(clicked, times, shown.Rate, SplitMix64.Stream(0, $"thompson\n{asker.RequestId}", candidate.Item));
        Multiply(candidate, "drawn click rate", drawn / shown.Rate);
        candidate.Propensity = null; // the probability of a whole order of draws has no closed form
    }

    private static void Multiply(Candidate candidate, string name, double factor)
    {
        candidate.Value *= factor;
        candidate.Parts.Add(new(name, factor));
    }
}

/// <summary>What an item is expected to bring, by the published models.</summary>
/// <param name="Purchase">Probability of a purchase by user, item and moment; null when no model says.</param>
/// <param name="Return">Probability that a purchase comes back; null when no model says.</param>
internal sealed record ListWorth(Func<int, int, Instant, double?> Purchase, Func<int, int, Instant, double?> Return);
