using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Value;
using Taojin.Numerics;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Marketing;

public sealed class LifetimeValueTests
{
    private static readonly CustomerSummary[] Customers = [new(0, 0, 20, 0), new(2, 10, 30, 40), new(9, 28, 30, 25), new(4, 5, 50, 60)];

    public static TheoryData<string> Models => ["bg-nbd", "pareto-nbd"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Drawn_futures_have_the_mean_and_the_chance_that_the_formulas_say(string name)
    {
        var model = Model(name);
        foreach (var customer in Customers)
        {
            var (chance, draws, sum, any) = (new SplitMix64(5), 40_000, 0.0, 0);
            for (var draw = 0; draw < draws; draw++)
            {
                var count = model.DrawPurchases(customer, 20, ref chance);
                (sum, any) = (sum + count, any + (count > 0 ? 1 : 0));
            }
            var (expected, probability) = (model.Expected(customer, 20), model.ProbabilityOfPurchase(customer, 20));
            (sum / draws).ShouldBe(expected, 0.03 + (0.04 * expected));
            ((double)any / draws).ShouldBe(probability, 0.01);
            var weeks = NextPurchase.MedianWeeks(model, customer);
            if (!double.IsNaN(weeks))
                model.ProbabilityOfPurchase(customer, weeks).ShouldBe(0.5, 0.01);
        }
    }

    [Fact]
    public void Somebody_seen_often_and_lately_is_there_and_somebody_long_silent_is_not()
    {
        foreach (var name in new[] { "bg-nbd", "pareto-nbd" })
            Model(name).ProbabilityAlive(Customers[2]).ShouldBeGreaterThan(Model(name).ProbabilityAlive(Customers[3]) + 0.5);
    }

    [Fact]
    public void Values_add_up_and_their_intervals_hold_them()
    {
        var (customers, context) = (DrawnCustomers.Of(1500), new FitContext { Threads = 2 });
        var value = new LifetimeValue(new BgNbd(new()).Fit(customers, context), new GammaGamma(new()).Fit(customers, context));

        var (expected, total) = (value.Expected(customers, context), value.Total(customers, context));

        total.Value.ShouldBe(expected.Sum(), 1e-6);
        total.Value.ShouldBeInRange(total.Low, total.High);
        (total.High / total.Low).ShouldBeInRange(1.01, 3);
        var best = Enumerable.Range(0, customers.Count).MaxBy(customer => expected[customer]);
        var (low, high) = value.Interval(customers, best, context);
        expected[best].ShouldBeInRange(low, high);
        value.Interval(customers, best, context).ShouldBe((low, high)); // the same chance again
    }

    [Fact]
    public void A_sample_first_finds_the_same_peak()
    {
        var customers = DrawnCustomers.Of(120_000); // above the size from which a sample leads
        var model = new BgNbd(new()).Fit(customers, new FitContext { Threads = 2 });
        var parameters = model.Parameters.Select(each => each.Value).ToArray();
        var slopes = new double[4];

        new BgNbdLikelihood(customers, parameters, customers.Repeats.Max()).Of(parameters, 0, customers.Count, slopes);

        slopes.Zip(parameters, (slope, parameter) => Math.Abs(slope * parameter) / customers.Count).Max().ShouldBeLessThan(1e-7); // flat at the top
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Slopes_are_those_of_finite_differences(string name)
    {
        var customers = DrawnCustomers.Of(300);
        double[] at = name == "bg-nbd" ? [.4, 5, .9, 2.2] : [.6, 9, .7, 12];
        double Of(double[] parameters, double[] slopes) => name == "bg-nbd"
            ? new BgNbdLikelihood(customers, parameters, customers.Repeats.Max()).Of(parameters, 0, customers.Count, slopes)
            : new ParetoNbdLikelihood(customers, parameters, customers.Repeats.Max()).Of(parameters, 0, customers.Count, slopes);
        var slopes = new double[4];
        Of(at, slopes);
        for (var index = 0; index < 4; index++)
        {
            var step = 1e-5 * at[index];
            double[] up = [.. at], down = [.. at];
            (up[index], down[index]) = (at[index] + step, at[index] - step);
            slopes[index].ShouldBe((Of(up, new double[4]) - Of(down, new double[4])) / (2 * step), 1e-4 * (1 + Math.Abs(slopes[index])));
        }
    }

    [Fact]
    public void Without_repeats_no_worth_can_be_learned()
    {
        CustomerSummaries once = new() { User = [0, 1, 2], Repeats = [0, 0, 0], LastPurchase = [0, 0, 0], Age = [3, 4, 5], MeanValue = [0, 0, 0] };
        Should.Throw<TooLittleDataException>(() => new GammaGamma(new()).Fit(once, new FitContext())).MessageZh.ShouldContain("至少需要");
    }

    private static IBuyingModel Model(string name) => name == "bg-nbd" ? new BgNbdModel(.5, 5, .8, 2.5) : new ParetoNbdModel(.6, 9, .7, 12);
}
