using Taojin.Data;
using Taojin.Mining.AfterSales.Returns;
using Taojin.Mining.AfterSales.Signals;
using Taojin.Mining.Insights;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Service;

/// <summary>What came back, why, and what stands out: the signals of after-sales over the whole log.</summary>
public sealed class ReturnReport(Mine mine)
{
    private static readonly TimeSpan TimeToComeBack = TimeSpan.FromDays(30);
    private const float Low = 2;

    /// <summary>Reads log, reasons and reviews, and looks for all signals.</summary>
    public ReturnSummary Run()
    {
        var log = new Prepare(mine).Run().Log;
        var (matches, allows, service) = (ReturnMatches.Of(log), mine.Workspace.Consents.ByIndex(Purposes.Analytics), mine.Workspace.Service);
        var (reasons, reviews) = (service.ReturnReasons().Where(reason => allows(reason.User)).ToArray(), service.Reviews().Where(review => allows(review.User)).ToArray());
        var purchases = Enumerable.Range(0, log.Count).Where(place => log.Kind[place] == EventKind.Purchase && log.Item[place] >= 0).ToArray();
        var returns = Enumerable.Range(0, log.Count).Where(place => log.Kind[place] == EventKind.Return && log.Item[place] >= 0).ToArray();
        var words = reasons.ToLookup(reason => (reason.User, reason.Item, reason.Time), reason => reason.Reason);
        (string Id, string Name) Names(int item) => (log.Items.Ids.IdAt(item), log.Items.NameOf(item));
        string? WordsOf(int place) => words[(log.User[place], log.Item[place], log.Time[place])].FirstOrDefault();

        var back = Enumerable.Range(0, log.Count).Where(place => matches.PurchaseOf[place] >= 0).GroupBy(place => matches.PurchaseOf[place]).ToDictionary(group => group.Key, group => group.First());
        Complaint[] complaints =
        [
            .. returns.Select(place => new Complaint(log.Item[place], log.Time[place], WordsOf(place))),
            .. reviews.Where(review => review.Rating <= Low).Select(review => new Complaint(review.Item, review.Time, review.Text ?? review.Title)),
        ];
        SoldLine[] sold = [.. purchases.Where(place => log.Time[place] < log.End - TimeToComeBack).Select(place => new SoldLine(
            log.Item[place], log.Time[place], matches.ReturnedAt[place] < log.Time[place] + TimeToComeBack, back.TryGetValue(place, out var came) ? WordsOf(came) : null))];
        Finding[] findings =
        [
            .. RisingComplaints.Find(complaints, [.. purchases.Select(place => (log.Item[place], log.Time[place]))], Names, log.End),
            .. DefectiveBatches.Find(sold, Names),
            .. RunsSmall.Find([.. reasons.Select(reason => (reason.Item, reason.Reason))], Names),
            .. SuspectReviews.Find(Written(log, reviews), Names),
        ];
        return new(purchases.Length, returns.Length, back.Count, ReturnReasons.Count([.. reasons.Select(reason => reason.Reason)]), findings);
    }

    private static WrittenReview[] Written(ShopLog log, IReadOnlyList<Storage.Service.StoredReview> reviews)
    {
        var bought = new Dictionary<(int User, int Item), Instant>();
        for (var place = 0; place < log.Count; place++)
            if (log.Kind[place] == EventKind.Purchase)
                bought.TryAdd((log.User[place], log.Item[place]), log.Time[place]);
        return [.. reviews.Where(review => review.Text is not null).Select(review => new WrittenReview(
            review.User, review.Item, review.Time, review.Rating, review.Text!, bought.TryGetValue((review.User, review.Item), out var when) && when <= review.Time))];
    }
}

/// <summary>What came back.</summary>
/// <param name="Lines">Order lines in the log.</param>
/// <param name="Returns">Returns in the log.</param>
/// <param name="Returned">Order lines of which units came back.</param>
/// <param name="Reasons">Why, where customers said so.</param>
/// <param name="Findings">What stands out.</param>
public sealed record ReturnSummary(int Lines, int Returns, int Returned, IReadOnlyList<ReasonCount> Reasons, IReadOnlyList<Finding> Findings);
