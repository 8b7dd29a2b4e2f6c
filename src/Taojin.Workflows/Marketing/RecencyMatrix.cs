using Taojin.Mining.Marketing.Value;

namespace Taojin.Workflows.Marketing;

/// <summary>Customers by frequency and recency.</summary>
internal static class RecencyMatrix
{
    private const int Spans = 8;

    /// <summary>Days with purchases at which a row begins.</summary>
    private static readonly int[] Rows = [1, 2, 3, 4, 5, 7, 10];

    /// <summary>Cells that hold anybody, the most frequent first and of them the latest.</summary>
    /// <param name="customers">All customers.</param>
    /// <param name="buying">Says who is one still.</param>
    /// <param name="weeks">Weeks of the log; each span is an eighth of them.</param>
    public static IReadOnlyList<RecencyCell> Of(CustomerSummaries customers, IBuyingModel buying, double weeks) =>
    [
        .. Enumerable.Range(0, customers.Count).GroupBy(customer => (
                Row: Array.FindLastIndex(Rows, least => customers.Repeats[customer] + 1 >= least),
                Span: Math.Clamp((int)((customers.Age[customer] - customers.LastPurchase[customer]) / weeks * Spans), 0, Spans - 1)))
            .OrderByDescending(cell => cell.Key.Row).ThenBy(cell => cell.Key.Span)
            .Select(cell => new RecencyCell(
                Rows[cell.Key.Row], cell.Key.Row + 1 < Rows.Length ? Rows[cell.Key.Row + 1] - 1 : null, weeks * cell.Key.Span / Spans, weeks * (cell.Key.Span + 1) / Spans,
                cell.Count(), cell.Average(customer => buying.ProbabilityAlive(customers[customer])))),
    ];
}

/// <summary>Customers of one frequency and recency.</summary>
/// <param name="LeastOrders">Days with purchases, at least.</param>
/// <param name="MostOrders">At most; null for the most frequent.</param>
/// <param name="From">Weeks since the last purchase, from.</param>
/// <param name="Until">Up to.</param>
/// <param name="Customers">How many.</param>
/// <param name="Alive">Mean probability of being a customer still.</param>
public sealed record RecencyCell(int LeastOrders, int? MostOrders, double From, double Until, int Customers, double Alive);
