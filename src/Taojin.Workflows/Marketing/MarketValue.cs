using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Value;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Marketing;

/// <summary>What each customer is worth from now on, who is leaving, and when the next purchase is due.</summary>
public sealed class MarketValue(Mine mine)
{
    private const double Month = 30.0 / 7, HeldShare = 1.0 / 3, StillSure = 0.8;
    private const int LeastCustomers = 50;

    /// <summary>Fits BG/NBD and Pareto/NBD, takes the one that foretells the last third of the log better, and looks a year ahead.</summary>
    /// <param name="weeks">Weeks to look ahead; a log foretells no more than three times its own length.</param>
    /// <param name="listed">Customers that are named.</param>
    /// <exception cref="TaojinException">There are too few customers or orders.</exception>
    public ValueResult Run(double weeks = 52, int listed = 20)
    {
        var orders = mine.Workspace.Trade.Orders();
        Needs.Orders(orders);
        var customers = CustomerSummaries.Of(orders, Needs.AsOf(orders), mine.Calendar);
        if (customers.Count < LeastCustomers)
            throw new TooLittleDataException($"{customers.Count} customers bought; their value needs {LeastCustomers}.", $"只有 {customers.Count} 位客户，客户价值模型至少需要 {LeastCustomers} 位。");
        var known = (Needs.AsOf(orders) - orders.Time[0]).TotalDays / 7;
        weeks = Math.Min(weeks, ValueResult.FarthestAhead * known);
        var context = new FitContext();
        var (checks, held) = Check(orders, context);
        var best = checks.Where(check => !check.IsBaseline).MinBy(check => check.RootError)!.Model;
        var buying = mine.Algorithms.Estimator<CustomerSummaries, IBuyingModel>(best).Fit(customers, context);
        var spending = orders.HasPrices ? mine.Algorithms.Estimator<CustomerSummaries, GammaGammaModel>("gamma-gamma").Fit(customers, context) : null;
        var value = new LifetimeValue(buying, spending) { Weeks = weeks };
        var (expected, total) = (value.Expected(customers, context), value.Total(customers, context));
        var rank = Enumerable.Range(0, customers.Count).OrderByDescending(customer => expected[customer]).ThenBy(customer => customer).ToArray();
        int[] named = [.. rank.Where(customer => mine.Workspace.Consents.Allows(orders.Users.IdAt(customers.User[customer]), Purposes.Marketing))];
        return new()
        {
            AsOf = orders.End, Weeks = weeks, LogWeeks = known, Customers = customers.Count, Model = best, Parameters = [.. buying.Parameters.Select(each => new NamedValue(each.Name, each.Value))],
            IsMoney = spending is not null, YearlyDiscount = value.YearlyDiscount,
            Total = total.Value, TotalLow = total.Low, TotalHigh = total.High,
            MeanAlive = Enumerable.Range(0, customers.Count).Average(customer => buying.ProbabilityAlive(customers[customer])),
            TopTenthShare = rank.Take(Math.Max(1, customers.Count / 10)).Sum(customer => expected[customer]) / Math.Max(1e-9, expected.Sum()),
            Checks = checks, HeldFrom = held, Matrix = RecencyMatrix.Of(customers, buying, known),
            Top = [.. named.Take(listed).Select(customer => Row(orders, customers, customer, (buying, value, expected[customer])) with
            {
                Low = value.Interval(customers, customer, context).Low, High = value.Interval(customers, customer, context).High,
            })],
            Leaving = [.. named.Where(customer => customers.Repeats[customer] >= 2 && buying.ProbabilityAlive(customers[customer]) < StillSure).OrderByDescending(customer => (1 - buying.ProbabilityAlive(customers[customer])) * customers.Repeats[customer] * Math.Max(1, customers.MeanValue[customer])).Take(listed)
                .Select(customer => Row(orders, customers, customer, (buying, value, expected[customer])))],
            All = () => named.Select(customer => Row(orders, customers, customer, (buying, value, expected[customer]))),
        };
    }

    private static CustomerValue Row(OrderLog orders, CustomerSummaries customers, int customer, (IBuyingModel Buying, LifetimeValue Value, double Expected) of) => new(
        orders.Users.IdAt(customers.User[customer]), of.Expected, customers.Repeats[customer] + 1, customers.Age[customer] - customers.LastPurchase[customer])
    {
        Alive = of.Buying.ProbabilityAlive(customers[customer]),
        BuysWithinMonth = of.Buying.ProbabilityOfPurchase(customers[customer], Month),
        Purchases = of.Buying.Expected(customers[customer], of.Value.Weeks),
        WeeksToNext = NextPurchase.MedianWeeks(of.Buying, customers[customer]),
    };

    /// <summary>Fits on what was known two thirds into the log and counts what came after.</summary>
    private (IReadOnlyList<ValueCheck> Checks, Instant From) Check(OrderLog orders, FitContext context)
    {
        var cut = orders.Time[0] + ((Needs.AsOf(orders) - orders.Time[0]) * (1 - HeldShare));
        var known = CustomerSummaries.Of(mine.Workspace.Trade.Orders(cut), cut, mine.Calendar);
        var later = new Dictionary<int, HashSet<int>>();
        for (var order = orders.CountBefore(cut); order < orders.Count; order++)
            (later.TryGetValue(orders.User[order], out var days) ? days : later[orders.User[order]] = []).Add(mine.Calendar.DayOf(orders.Time[order]));
        var actual = known.User.Select(user => (double)(later.GetValueOrDefault(user)?.Count ?? 0)).ToArray();
        var weeks = (Needs.AsOf(orders) - cut).TotalDays / 7;
        ValueCheck Of(string model, bool isBaseline, Func<CustomerSummary, double> expected)
        {
            var foretold = Enumerable.Range(0, known.Count).Select(customer => expected(known[customer])).ToArray();
            return new(model, isBaseline, foretold.Sum(), actual.Sum(), foretold.Zip(actual, (said, came) => Math.Abs(said - came)).Average())
            {
                RootError = Math.Sqrt(foretold.Zip(actual, (said, came) => (said - came) * (said - came)).Average()),
            };
        }
        var models = new[] { "bg-nbd", "pareto-nbd" }.Select(name => (Name: name, Model: mine.Algorithms.Estimator<CustomerSummaries, IBuyingModel>(name).Fit(known, context)));
        return ([
            .. models.Select(each => Of(each.Name, false, customer => each.Model.Expected(customer, weeks))),
            Of("as-before", true, customer => customer.Age > 0 ? customer.Repeats / customer.Age * weeks : 0),
        ], cut);
    }
}

/// <summary>A number with its name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The number.</param>
public sealed record NamedValue(string Name, double Value);

/// <summary>How well purchases after a cut were foretold.</summary>
/// <param name="Model">Name of the model; <c>as-before</c> says that everybody goes on at their own rate.</param>
/// <param name="IsBaseline">Whether others must beat it.</param>
/// <param name="Foretold">Purchases of all customers, foretold.</param>
/// <param name="Actual">Purchases that came.</param>
/// <param name="MeanError">Mean absolute error a customer.</param>
public sealed record ValueCheck(string Model, bool IsBaseline, double Foretold, double Actual, double MeanError)
{
    /// <summary>Root of the mean squared error a customer: what an expectation is judged by, and chosen by.</summary>
    public double RootError { get; init; }
}

/// <summary>A customer's future.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Value">Expected money (or purchases, without prices) in the weeks ahead, later money counting less.</param>
/// <param name="Orders">Days with purchases so far.</param>
/// <param name="WeeksSinceLast">Weeks since the last one.</param>
public sealed record CustomerValue(string UserId, double Value, int Orders, double WeeksSinceLast)
{
    /// <summary>Lower end of the 95 % predictive interval of the value; NaN where it was not drawn.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Probability of being a customer still; 1 less churn.</summary>
    public required double Alive { get; init; }

    /// <summary>Probability of a purchase within 30 days.</summary>
    public required double BuysWithinMonth { get; init; }

    /// <summary>Expected purchases in the weeks ahead.</summary>
    public required double Purchases { get; init; }

    /// <summary>Weeks by which half of such customers have bought again; NaN when fewer than half ever do.</summary>
    public required double WeeksToNext { get; init; }
}

/// <summary>The value of a shop's customers.</summary>
public sealed record ValueResult
{
    /// <summary>How many times its own length a log foretells: what customers do for longer than three times of what was seen is a guess.</summary>
    internal const double FarthestAhead = 3;

    /// <summary>The last thing bought or sent back.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>Weeks looked ahead: as many as were asked for, and no more than three times those of the log.</summary>
    public required double Weeks { get; init; }

    /// <summary>Weeks from the first order to the last.</summary>
    public required double LogWeeks { get; init; }

    /// <summary>Whether the log is too short to look further ahead.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsFarthest => Weeks >= FarthestAhead * LogWeeks;

    /// <summary>Number of customers.</summary>
    public required int Customers { get; init; }

    /// <summary>The model that answers.</summary>
    public required string Model { get; init; }

    /// <summary>Its parameters.</summary>
    public required IReadOnlyList<NamedValue> Parameters { get; init; }

    /// <summary>Whether values are money; else they are purchases.</summary>
    public required bool IsMoney { get; init; }

    /// <summary>Interest of a year by which later money counts less.</summary>
    public required double YearlyDiscount { get; init; }

    /// <summary>Value of all customers.</summary>
    public required double Total { get; init; }

    /// <summary>Lower end of its 95 % interval; NaN when it cannot be told.</summary>
    public required double TotalLow { get; init; }

    /// <summary>Upper end.</summary>
    public required double TotalHigh { get; init; }

    /// <summary>Mean probability of being a customer still.</summary>
    public required double MeanAlive { get; init; }

    /// <summary>Share of the total that the tenth of customers with the highest value stands for.</summary>
    public required double TopTenthShare { get; init; }

    /// <summary>All customers by how often and how lately they bought.</summary>
    public required IReadOnlyList<RecencyCell> Matrix { get; init; }

    /// <summary>What the models foretold of the last third of the log, beside the baseline.</summary>
    public required IReadOnlyList<ValueCheck> Checks { get; init; }

    /// <summary>Where that third begins.</summary>
    public required Instant HeldFrom { get; init; }

    /// <summary>Customers of the highest value.</summary>
    public required IReadOnlyList<CustomerValue> Top { get; init; }

    /// <summary>Customers of whom most is being lost: bought three times or more, now likely to be gone. Empty where the log shows no leaving.</summary>
    public required IReadOnlyList<CustomerValue> Leaving { get; init; }

    /// <summary>All customers, the highest value first, for export.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Func<IEnumerable<CustomerValue>> All { get; init; } = () => [];
}
