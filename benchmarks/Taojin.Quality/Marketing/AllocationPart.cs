using System.Globalization;
using Taojin.Mining.Marketing.Budget;
using Taojin.Quality.Frame;
using Taojin.Testing;

namespace Taojin.Quality.Marketing;

/// <summary>Budgets spent by our Lagrangian, held against the bound that OR-Tools proves; coupled rules solved and checked.</summary>
internal sealed class AllocationPart : IMarketingPart
{
    private const int Repeats = 7;

    public string Name => "allocation";

    public void Run(BenchmarkRun run)
    {
        var small = GeneratedOffers.Of(10_000);
        var (milliseconds, plan) = Timed(() => BudgetAllocation.Solve(small), Repeats);
        var (orMilliseconds, proved) = Timed(() => CoupledAllocation.Solve(small, []), 1);
        var gap = (proved.Bound - plan.Profit) / proved.Bound;
        run.Add(new("allocation.10k.gap", gap, "of the bound OR-Tools proves", "lower"));
        run.Add(new("allocation.10k.ms", milliseconds, "ms", "lower") { Peer = orMilliseconds });
        var (coupledMilliseconds, coupled, kept) = Coupled(small, plan);
        run.Add(new("allocation.coupled.gap", coupled.Gap, "of the bound", "lower"));
        run.Add(new("allocation.coupled.broken-rules", kept.Count(each => !each.Holds(coupled)), "rules", "lower"));
        run.Add(new("allocation.coupled.ms", coupledMilliseconds, "ms", "lower"));
        var large = GeneratedOffers.Of(1_000_000);
        var (longest, whole) = Timed(() => BudgetAllocation.Solve(large), 3);
        run.Add(new("allocation.1m.seconds", longest / 1000, "s", "lower"));
        run.Add(new("allocation.1m.gap", whole.Gap, "of our own bound", "lower"));
        ResultsPage.Write("marketing:allocation", string.Create(CultureInfo.InvariantCulture, $"""
            ## One budget, at most one offer a user

            Instances of `GeneratedOffers` (described there): 5 offers, a budget of 30 % of what free choice would spend. The bound is what no plan can pass.

            | instance | solver | profit | bound | gap | shadow price | ms |
            |---|---|---:|---:|---:|---:|---:|
            | 10,000 × 5 | **our Lagrangian** | {plan.Profit:#,0.00} | {plan.Bound:#,0.00} | {gap:0.0e+0} | {plan.ShadowPrice:0.0000} | {milliseconds:0.0} |
            | 10,000 × 5 | OR-Tools (CLP, then SCIP) | {proved.Profit:#,0.00} | {proved.Bound:#,0.00} | {proved.Gap:0.0e+0} | {proved.ShadowPrice:0.0000} | {orMilliseconds:0} |
            | 10,000 × 5, {kept.Length} coupled rules | OR-Tools (CLP, then SCIP) | {coupled.Profit:#,0.00} | {coupled.Bound:#,0.00} | {coupled.Gap:0.0e+0} | {coupled.ShadowPrice:0.0000} | {coupledMilliseconds:0} |
            | 1,000,000 × 5 | **our Lagrangian** | {whole.Profit:#,0.00} | {whole.Bound:#,0.00} | {whole.Gap:0.0e+0} | {whole.ShadowPrice:0.0000} | {longest:#,0} |

            Coupled rules, all checked on the plan: {string.Join("; ", kept.Select(each => each.Name))}.
            """));
    }

    private static (double Milliseconds, Allocation Plan, OfferLimit[] Rules) Coupled(OfferChoices choices, Allocation free)
    {
        string[] channels = ["email", "email", "sms", "sms", "app"];
        string[] segments = [.. Enumerable.Range(0, choices.Users).Select(user => user % 10 == 0 ? "new" : user % 3 == 0 ? "loyal" : "other")];
        int Through(string channel) => free.Offer.Count(offer => offer >= 0 && channels[offer] == channel);
        OfferLimit[] rules =
        [
            OfferLimit.ChannelCap("email", channels, Through("email") / 2), OfferLimit.ChannelCap("sms", channels, (Through("sms") / 2) + 200),
            OfferLimit.SegmentMinimum("new", segments, 600), OfferLimit.Fairness("new", segments, 0.8), OfferLimit.Fairness("loyal", segments, 0.8),
        ];
        var (milliseconds, plan) = Timed(() => CoupledAllocation.Solve(choices, rules), 1);
        return (milliseconds, plan, rules);
    }

    private static (double Milliseconds, Allocation Plan) Timed(Func<Allocation> solve, int repeats)
    {
        var (best, plan) = (double.MaxValue, solve()); // the first run compiles
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var start = TimeProvider.System.GetTimestamp();
            plan = solve();
            best = Math.Min(best, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }
        return (best, plan);
    }
}
