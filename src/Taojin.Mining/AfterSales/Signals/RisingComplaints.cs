using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Insights;

namespace Taojin.Mining.AfterSales.Signals;

/// <summary>Something that a customer was not content with: a return, a low rating, a contact.</summary>
/// <param name="Subject">What it is about: index of an item, a category, an aspect.</param>
/// <param name="Time">When.</param>
/// <param name="Text">Their words, if they wrote any.</param>
public readonly record struct Complaint(int Subject, Instant Time, string? Text = null);

/// <summary>When complaints have risen.</summary>
public sealed record RisingComplaintsOptions
{
    /// <summary>How long lately is.</summary>
    public TimeSpan Lately { get; init; } = TimeSpan.FromDays(28);

    /// <summary>How long the time before it is that it is compared with.</summary>
    public TimeSpan Before { get; init; } = TimeSpan.FromDays(180);

    /// <summary>Fewest complaints lately.</summary>
    public int Fewest { get; init; } = 5;

    /// <summary>Most that may be false of the findings.</summary>
    public double FalseShare { get; init; } = 0.05;
}

/// <summary>Finds what customers complain about more than they did, for as many orders.</summary>
/// <remarks>An exact test of two rates for each subject (<see cref="ShareTest.Risen"/>), all subjects judged together so that the share of false findings is bounded.</remarks>
public static class RisingComplaints
{
    private const int QuotesShown = 3;

    /// <summary>The findings, those with most complaints beyond the usual first.</summary>
    /// <param name="complaints">All complaints, in any order.</param>
    /// <param name="orders">Order lines of each subject, by time, in any order.</param>
    /// <param name="names">What a subject is called.</param>
    /// <param name="now">The end of the lately.</param>
    /// <param name="options">When complaints have risen.</param>
    public static IReadOnlyList<Finding> Find(IReadOnlyList<Complaint> complaints, IReadOnlyList<(int Subject, Instant Time)> orders, Func<int, (string Id, string Name)> names, Instant now, RisingComplaintsOptions? options = null)
    {
        options ??= new();
        var (from, start) = (now - options.Lately, now - options.Lately - options.Before);
        var counts = new SortedDictionary<int, Counts>();
        Counts Of(int subject) => counts.TryGetValue(subject, out var known) ? known : counts[subject] = new();
        foreach (var complaint in complaints.Where(each => each.Time > start && each.Time <= now))
            Of(complaint.Subject).Complain(complaint, isLate: complaint.Time > from);
        foreach (var order in orders.Where(each => each.Time > start && each.Time <= now))
            Of(order.Subject).Order(isLate: order.Time > from);
        var judged = counts.Where(each => each.Value.Late.Orders > 0 && each.Value.Early.Orders > 0).ToArray(); // all of them: to leave the quiet ones out would let the loud ones pass too easily
        var standing = ShareTest.Standing([.. judged.Select(each => ShareTest.Risen(each.Value.Late, each.Value.Early))], options.FalseShare);
        return [.. judged.Where((each, index) => standing[index] && each.Value.Late.Complaints >= options.Fewest).Select(each => Found(names(each.Key), each.Value, options)).OrderByDescending(finding => finding.Weight)];
    }

    private static Finding Found((string Id, string Name) subject, Counts counts, RisingComplaintsOptions options)
    {
        var (late, early) = (counts.Late, counts.Early);
        var (now, before) = (late.Complaints / late.Orders, early.Complaints / early.Orders);
        var (days, nowText, beforeText) = (options.Lately.TotalDays.ToString("0", CultureInfo.InvariantCulture), Percent(now), Percent(before));
        return new()
        {
            Kind = "rising-complaints",
            Subject = subject.Id,
            Claim = $"Complaints about {subject.Name} have risen to {nowText} of its orders in the last {days} days, from {beforeText} before ({late.Complaints} complaints).",
            ClaimZh = $"{subject.Name} 近 {days} 天的投诉占订单 {nowText}，此前为 {beforeText}（{late.Complaints} 起投诉）。",
            Figures = [Figure("complaints an order lately", "近期每单投诉", late), Figure("complaints an order before", "此前每单投诉", early)],
            Quotes = [.. counts.Quotes.OrderByDescending(each => each.Time).Select(each => each.Text!).Distinct(StringComparer.Ordinal).Take(QuotesShown)],
            Action = "Read the words below, look at the stock that went out lately, and tell the supplier; hold the item back when it is a fault.",
            ActionZh = "查看下列原话，检查近期发出的库存并联系供应商；若属质量问题，先暂停销售。",
            Check = "The share should be back at its old height two to four weeks after the change.",
            CheckZh = "处理后两到四周，该比例应回到原水平。",
            Weight = late.Complaints - (before * late.Orders),
        };
    }

    private static FindingFigure Figure(string name, string nameZh, (int Complaints, double Orders) part)
    {
        var (low, high) = ShareTest.Interval(part.Complaints, part.Orders);
        return new(name, nameZh, part.Complaints / part.Orders, "share") { Low = low, High = high };
    }

    private static string Percent(double share) => share.ToString("0.0%", CultureInfo.InvariantCulture);

    private sealed class Counts
    {
        public (int Complaints, double Orders) Late { get; private set; }

        public (int Complaints, double Orders) Early { get; private set; }

        public List<Complaint> Quotes { get; } = [];

        public void Complain(Complaint complaint, bool isLate)
        {
            if (isLate && !string.IsNullOrWhiteSpace(complaint.Text))
                Quotes.Add(complaint);
            (Late, Early) = isLate ? ((Late.Complaints + 1, Late.Orders), Early) : (Late, (Early.Complaints + 1, Early.Orders));
        }

        public void Order(bool isLate) => (Late, Early) = isLate ? ((Late.Complaints, Late.Orders + 1), Early) : (Late, (Early.Complaints, Early.Orders + 1));
    }
}
