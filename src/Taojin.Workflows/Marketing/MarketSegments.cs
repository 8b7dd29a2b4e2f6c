using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Value;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Marketing;

/// <summary>Who the customers are: segments with names, cohorts with retention, funnels.</summary>
public sealed class MarketSegments(Mine mine)
{
    /// <summary>Segments of everybody who bought, at the end of the orders.</summary>
    public SegmentsResult Run(RfmOptions? options = null)
    {
        var orders = mine.Workspace.Trade.Orders();
        Needs.Orders(orders);
        var customers = CustomerSummaries.Of(orders, Needs.AsOf(orders), mine.Calendar);
        var model = mine.Algorithms.Estimator<CustomerSummaries, RfmModel>("rfm", options).Fit(customers, new FitContext());
        var segmentOf = Enumerable.Range(0, customers.Count).Select(customer => model.SegmentOf(customers[customer])).ToArray();
        return new()
        {
            AsOf = orders.End,
            Customers = customers.Count,
            Segments = [.. model.Segments.Select((segment, index) => Row(segment, customers, [.. Enumerable.Range(0, customers.Count).Where(customer => segmentOf[customer] == index)])).Where(row => row.Customers > 0)],
            Cohorts = Cohorts.Of(orders, mine.Calendar),
            Funnels = [Funnel.OfOrders(orders), .. Funnel.ByKind(mine.LogFor(Purposes.Analytics)), .. ByChannel()],
            Members = [.. Enumerable.Range(0, customers.Count).Select(customer => new SegmentMember(orders.Users.IdAt(customers.User[customer]), model.Segments[segmentOf[customer]].Code))
                .Where(member => mine.Workspace.Consents.Allows(member.UserId, Purposes.Marketing))],
        };
    }

    private static SegmentRow Row(RfmSegment segment, CustomerSummaries customers, int[] members) => members.Length == 0 ? new(segment, 0, 0, 0, 0, 0) : new(
        segment,
        members.Length,
        (double)members.Length / customers.Count,
        Median(members, customer => customers.Age[customer] - customers.LastPurchase[customer]),
        members.Average(customer => customers.Repeats[customer] + 1.0),
        members.Average(customer => customers.Spent[customer]));

    private static double Median(int[] members, Func<int, double> of) => members.Select(of).Order().ElementAt(members.Length / 2);

    private IEnumerable<Funnel> ByChannel() => mine.Workspace.Trade.PeopleByChannel()
        .GroupBy(row => row.Channel).Where(group => group.Key is not null && group.Count() > 1)
        .Select(group => Funnel.Counted($"channel {group.Key}", [.. new[] { EventKind.View, EventKind.Cart, EventKind.Purchase }
            .Select(kind => (Kind: kind, Row: group.FirstOrDefault(row => row.Kind == kind))).Where(each => each.Row.People > 0).Select(each => (each.Kind.Name(), each.Row.People))]));
}

/// <summary>What the orders must hold, and when they end.</summary>
internal static class Needs
{
    /// <summary>The day after the last order, so that the last day counts whole.</summary>
    public static Instant AsOf(OrderLog orders) => orders.End + TimeSpan.FromDays(1);

    /// <exception cref="TaojinException">market.no-orders.</exception>
    public static void Orders(OrderLog orders)
    {
        if (orders.Count == 0)
            throw new TaojinException("market.no-orders", "The log holds no purchase that was kept.", "Import orders first: ./taojin import csv:ORDERS.csv --kind purchase");
    }
}

/// <summary>Segments, cohorts and funnels of a shop.</summary>
public sealed record SegmentsResult
{
    /// <summary>The last thing bought or sent back.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>Everybody who bought and kept something.</summary>
    public required int Customers { get; init; }

    /// <summary>Segments with members, the most valuable first.</summary>
    public required IReadOnlyList<SegmentRow> Segments { get; init; }

    /// <summary>By month of the first purchase.</summary>
    public required IReadOnlyList<Cohort> Cohorts { get; init; }

    /// <summary>From order to order, and, where the log knows more than purchases, from looking to buying.</summary>
    public required IReadOnlyList<Funnel> Funnels { get; init; }

    /// <summary>Each customer's segment; left out of JSON, exported as CSV.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SegmentMember> Members { get; init; } = [];
}

/// <summary>A segment and who is in it.</summary>
/// <param name="Segment">Name and what to do.</param>
/// <param name="Customers">How many.</param>
/// <param name="Share">Of all customers.</param>
/// <param name="WeeksSinceLast">Median weeks since the last purchase.</param>
/// <param name="Orders">Mean number of days with purchases.</param>
/// <param name="Spent">Mean money of all purchases.</param>
public sealed record SegmentRow(RfmSegment Segment, int Customers, double Share, double WeeksSinceLast, double Orders, double Spent);

/// <summary>A customer's segment.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Segment">Code of the segment.</param>
public sealed record SegmentMember(string UserId, string Segment);
