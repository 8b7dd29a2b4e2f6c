using System.Text.RegularExpressions;
using Taojin.Mining.AfterSales;

namespace Taojin.Workflows.Service;

/// <summary>Numbers that only the shop gives out: five digits or more in one word, of orders and parcels.</summary>
internal static partial class OrderNumbers
{
    /// <summary>A number that is neither of the customer's own orders nor of a passage that was found; null when there is none.</summary>
    public static string? ForeignIn(string text, IReadOnlyList<OwnOrder> own, IReadOnlyList<FoundPassage> found)
    {
        string[] known = [.. own.SelectMany(order => new[] { order.OrderId, order.Tracking ?? "" }), .. found.Select(each => $"{each.Passage.Title} {each.Passage.Text}")];
        return Long().Matches(text).Select(match => match.Value).FirstOrDefault(number => !known.Any(each => each.Contains(number, StringComparison.OrdinalIgnoreCase)));
    }

    [GeneratedRegex("[A-Za-z0-9-]*[0-9]{5,}[A-Za-z0-9-]*", RegexOptions.NonBacktracking)]
    private static partial Regex Long();
}
