using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Association;
using Taojin.Mining.Marketing.Value;
using Taojin.Numerics;

namespace Taojin.Testing.Contracts;

/// <summary>Customers drawn from a known BG/NBD and Gamma-Gamma world.</summary>
public static class DrawnCustomers
{
    /// <summary>Customers of r = .5, α = 6, a = .8, b = 2.5, seen for 20 to 60 weeks; a purchase is worth about 35.</summary>
    public static CustomerSummaries Of(int count, ulong seed = 1)
    {
        var (repeats, last, age, mean) = (new int[count], new double[count], new double[count], new double[count]);
        for (var customer = 0; customer < count; customer++)
        {
            var chance = SplitMix64.Stream(seed, "drawn-customers", customer);
            age[customer] = 20 + (40 * chance.NextDouble());
            var (rate, leaves) = (SumOfExponentials(1, ref chance) * chance.NextDouble() / 6, chance.NextDouble() * 0.5);
            var worth = 20 + (30 * chance.NextDouble());
            for (var time = chance.NextExponential() / rate; time < age[customer]; time += chance.NextExponential() / rate)
            {
                repeats[customer]++;
                last[customer] = time;
                mean[customer] += worth * (0.5 + chance.NextDouble());
                if (chance.NextDouble() < leaves)
                    break;
            }
            mean[customer] /= Math.Max(1, repeats[customer]);
        }
        return new() { User = [.. Enumerable.Range(0, count)], Repeats = repeats, LastPurchase = last, Age = age, MeanValue = mean };
    }

    private static double SumOfExponentials(int count, ref SplitMix64 chance)
    {
        var sum = 0.0;
        for (var draw = 0; draw < count; draw++)
            sum += chance.NextExponential();
        return sum;
    }
}

/// <summary>What every model of customers' purchases and their worth promises.</summary>
public sealed class CustomerModelContract(Algorithms algorithms, string name) : EstimatorContract<CustomerSummaries, object>(algorithms, name)
{
    /// <inheritdoc />
    protected override (CustomerSummaries First, CustomerSummaries Second) Data() => (DrawnCustomers.Of(400), DrawnCustomers.Of(300, seed: 2));

    /// <inheritdoc />
    protected override double[] Answers(object model, CustomerSummaries data) => [.. Enumerable.Range(0, data.Count).SelectMany(customer => model switch
    {
        IBuyingModel buying => new[] { buying.ProbabilityAlive(data[customer]), buying.Expected(data[customer], 26), buying.ProbabilityOfPurchase(data[customer], 4) },
        GammaGammaModel spending => [spending.Expected(data[customer])],
        RfmModel segments => [segments.SegmentOf(data[customer])],
        _ => throw new ContractBrokenException($"{Card.Name}: a model that says nothing of customers."),
    })];

    /// <inheritdoc />
    protected override long Fingerprint(CustomerSummaries data)
    {
        var hash = new HashCode();
        for (var customer = 0; customer < data.Count; customer++)
            hash.Add(data[customer]);
        return hash.ToHashCode();
    }
}

/// <summary>What a miner of baskets promises.</summary>
public sealed class BasketContract(Algorithms algorithms, string name) : EstimatorContract<Baskets, Itemsets>(algorithms, name)
{
    /// <summary>Baskets of two tastes: those of tea hold tea, a cup and now and then a kettle; those of books hold books.</summary>
    public static Baskets Drawn(int count, ulong seed = 1)
    {
        var items = new Vocabulary(["茶", "杯", "壶", "书", "灯", "笔", "纸", "伞"]);
        return Baskets.Of(items, Enumerable.Range(0, count).Select(basket =>
        {
            var chance = SplitMix64.Stream(seed, "drawn-baskets", basket);
            var (isTea, members) = (chance.NextDouble() < 0.5, new List<int>());
            for (var item = 0; item < items.Count; item++)
                if (chance.NextDouble() < (item < 3 == isTea ? 0.6 : 0.1))
                    members.Add(item);
            return members;
        }));
    }

    /// <inheritdoc />
    protected override (Baskets First, Baskets Second) Data() => (Drawn(300), Drawn(200, seed: 2));

    /// <inheritdoc />
    protected override double[] Answers(Itemsets model, Baskets data) =>
        [.. AssociationRules.Of(model, 0.1).SelectMany(rule => new double[] { rule.Then, rule.Count, rule.Lift, rule.Adjusted })];

    /// <inheritdoc />
    protected override long Fingerprint(Baskets data)
    {
        var hash = new HashCode();
        foreach (var member in data.Members)
            hash.Add(member);
        return hash.ToHashCode();
    }
}
