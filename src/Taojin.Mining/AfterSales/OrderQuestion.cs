using System.Text.RegularExpressions;

namespace Taojin.Mining.AfterSales;

/// <summary>Which of a customer's own orders a question is about.</summary>
internal static partial class OrderQuestion
{
    private const double Named = 1, ByItem = 0.75, ByWords = 0.3, LeastOverlap = 0.25;
    private static readonly string[] Closed = ["delivered", "refunded", "cancelled"];

    /// <summary>The orders that are meant, with how sure that is: named by id, by what was ordered, or the newest open one.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="own">The customer's orders; of others nothing is known here.</param>
    /// <param name="idf">How rare a term is.</param>
    public static IEnumerable<(OwnOrder Order, double Score)> Match(string question, IReadOnlyList<OwnOrder> own, Func<string, double> idf)
    {
        var named = own.Where(order => Names(question, order.OrderId) || (order.Tracking is not null && Names(question, order.Tracking))).ToArray();
        if (named.Length > 0)
            return named.Select(order => (order, Named));
        if (own.Count == 0 || !AsksOfState().IsMatch(question))
            return [];
        var terms = QuestionTerms.Of(question).ToHashSet(StringComparer.Ordinal);
        var byItem = own.Select(order => (Order: order, Overlap: order.Titles.Select(title => Overlap(title, terms, idf)).DefaultIfEmpty().Max()))
            .Where(each => each.Overlap >= LeastOverlap).OrderByDescending(each => each.Overlap).ToArray();
        if (byItem.Length > 0)
            return byItem.Take(1).Select(each => (each.Order, ByItem));
        return own.Where(order => !Closed.Contains(order.State)).OrderByDescending(order => order.Time).Take(1).Select(order => (order, ByWords));
    }


    private static bool Names(string question, string id)
    {
        for (var place = question.IndexOf(id, StringComparison.OrdinalIgnoreCase); place >= 0; place = question.IndexOf(id, place + 1, StringComparison.OrdinalIgnoreCase))
            if (IsEdge(question, place - 1) && IsEdge(question, place + id.Length))
                return true;
        return false;
    }

    private static bool IsEdge(string text, int place) => place < 0 || place >= text.Length || !char.IsAsciiLetterOrDigit(text[place]);

    /// <summary>Share of a title's weight that the question holds.</summary>
    private static double Overlap(string title, HashSet<string> asked, Func<string, double> idf)
    {
        var terms = QuestionTerms.Of(title).Distinct(StringComparer.Ordinal).Select(term => (Term: term, Idf: idf(term))).ToArray();
        return terms.Where(each => asked.Contains(each.Term)).Sum(each => each.Idf) / Math.Max(1e-9, terms.Sum(each => each.Idf));
    }

    [GeneratedRegex(
        @"\bwhere('s| is| are| has)?\b.*\b(my|order|parcel|package)\b|\b(my|order)\b.*\b(status|state|arrive|arriving|shipped|sent|dispatched|delivered|tracking)\b|\bwhen\b.*\b(arrive|delivered|come|get)\b|\b(status|state|tracking number)\b.*\b(my|order)\b|\b(refund|refunded|send|sent|ship|shipped|dispatch|dispatched)\b.*\bi (bought|ordered|returned)\b|到哪|什么时候到|何时到|发货了|发货没|运单号|物流|快递单号|什么状态|退款了|送到了",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksOfState();
}
