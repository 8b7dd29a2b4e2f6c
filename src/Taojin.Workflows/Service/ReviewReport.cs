using Microsoft.Extensions.AI;
using Taojin.Data;
using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.AfterSales.Signals;
using Taojin.Mining.Insights;
using Taojin.Mining.Learning;
using Taojin.Storage.Service;

namespace Taojin.Workflows.Service;

/// <summary>What reviews say: aspects summed by item, brand, category or week; of one item what they come to; what is blamed more than it was.</summary>
/// <param name="mine">The shop.</param>
/// <param name="model">A language model for summaries; null: quotes alone.</param>
public sealed class ReviewReport(Mine mine, IChatClient? model = null)
{
    /// <summary>What aspects can be summed by.</summary>
    public static IReadOnlyList<string> Groupings { get; } = ["all", "item", "brand", "category", "week"];

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Reads all reviews and sums them.</summary>
    /// <param name="by">One of <see cref="Groupings"/>.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <exception cref="TaojinException">reviews.by.</exception>
    public ReviewOverview Run(string by, FitContext context)
    {
        if (!Groupings.Contains(by))
            throw new TaojinException("reviews.by", $"Aspects cannot be summed by '{by}'.", $"By one of: {string.Join(", ", Groupings)}.");
        var (sentiment, log) = (PublishedTexts.Sentiment(mine), new Prepare(mine).Run().Log);
        var read = Read(sentiment?.Model, context, null);
        var sums = AspectSum.Of(read.SelectMany(review => SubjectsOf(by, review, log).SelectMany(subject => review.Opinions.Select(opinion => (subject, opinion)))));
        return new(read.Length, read.Average(review => (double?)review.Praise), sentiment?.Version, by, sums, Rising(read, log));
    }

    /// <summary>What the reviews of one item come to.</summary>
    /// <exception cref="TaojinException">item.unknown, reviews.none.</exception>
    public async Task<ItemReviews> ItemAsync(string itemId, string language, FitContext context)
    {
        var items = mine.Workspace.Products.All();
        var item = Enumerable.Range(0, items.Count).FirstOrDefault(place => items[place].ItemId == itemId, -1);
        if (item < 0)
            throw new TaojinException("item.unknown", $"The log and the catalogue hold no item '{itemId}'.", "Import the item first, or ask for another.");
        var sentiment = PublishedTexts.Sentiment(mine);
        var read = Read(sentiment?.Model, context, item);
        if (read.Length == 0)
            throw new TaojinException("reviews.none", $"There is no review with words of '{itemId}'.", "Import reviews first: ./taojin import reviews FILE");
        string[] texts = [.. read.Select(review => review.Text.Text.Text)];
        var summary = ReviewSummary.Of([.. read.Select(review => (review.Text.Text.Text, review.Opinions))]);
        var quoted = summary.Points.Select(point => point.Review).ToHashSet();
        string[] telling = [.. Enumerable.Range(0, read.Length).OrderByDescending(quoted.Contains).ThenByDescending(place => read[place].Opinions.Count).Select(place => texts[place])];
        var written = model is null ? [] : await new ReviewWriter(model, mine.Workspace.Settings.Assistant).WriteAsync(telling, language, context.Cancellation);
        var sums = AspectSum.Of(read.SelectMany(review => review.Opinions.Select(opinion => (itemId, opinion))));
        return new(itemId, items[item].Title, read.Length, read.Average(review => (double?)review.Praise), sentiment?.Version, summary, sums) { Written = written, Writer = written.Count > 0 ? mine.Workspace.Settings.Assistant.Model : null };
    }

    /// <summary>Writes the scores of all items down as attributes that rules and boosts can read.</summary>
    /// <returns>How many scores there are.</returns>
    public int Write(ReviewOverview byItem) =>
        mine.Workspace.Service.Write(byItem.Aspects.Select(sum => new ItemAspect(sum.Subject, sum.Aspect, sum.Score, sum.Praise, sum.Blame, sum.Neutral)));

    private MinedReview[] Read(Mining.Text.TopicTextModel? sentiment, FitContext context, int? item)
    {
        var texts = ReviewTexts.Of(mine).Where(review => item is null || review.Stored.Item == item).ToArray();
        var (miner, read, positive) = (new AspectMiner(sentiment), new MinedReview[texts.Length], sentiment?.Classes.IndexOf(Sentiment.Positive) ?? -1);
        context.ForEachRow(texts.Length, () => new double[sentiment?.Classes.Count ?? 0], (row, said) =>
        {
            sentiment?.Predict(texts[row].Text, said);
            read[row] = new(texts[row], miner.Mine(texts[row].Text), positive >= 0 ? said[positive] : texts[row].Class switch { Sentiment.Positive => 1, Sentiment.Negative => 0, _ => null });
        });
        return read;
    }

    private static IEnumerable<string> SubjectsOf(string by, MinedReview review, ShopLog log)
    {
        var (item, items) = (review.Text.Stored.Item, log.Items);
        var subject = by switch
        {
            "item" => items.Ids.IdAt(item),
            "brand" => item < items.Brand.Length ? items.Brand[item] : null,
            "category" => items.CategoryOf(item) is >= 0 and var category ? items.Categories.IdAt(category) : null,
            "week" => (review.Text.Stored.Time - TimeSpan.FromTicks(review.Text.Stored.Time.ToDateTimeOffset().Ticks % Week.Ticks)).ToDateTimeOffset().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            _ => "all",
        };
        return subject is null ? [] : [subject];
    }

    /// <summary>Aspects of items that are blamed more often for as many orders than before.</summary>
    private static IReadOnlyList<Finding> Rising(MinedReview[] read, ShopLog log)
    {
        var aspects = AspectMiner.Aspects.Count;
        Complaint[] blamed = [.. read.SelectMany(review => review.Opinions.Where(opinion => opinion.Polarity < 0).DistinctBy(opinion => opinion.Aspect)
            .Select(opinion => new Complaint((review.Text.Stored.Item * aspects) + opinion.Aspect, review.Text.Stored.Time, opinion.Quote)))];
        var subjects = blamed.Select(complaint => complaint.Subject).Distinct().ToLookup(subject => subject / aspects);
        var orders = Enumerable.Range(0, log.Count).Where(place => log.Kind[place] == EventKind.Purchase && log.Item[place] >= 0)
            .SelectMany(place => subjects[log.Item[place]].Select(subject => (subject, log.Time[place]))).ToArray();
        return RisingComplaints.Find(blamed, orders, subject => ($"{log.Items.Ids.IdAt(subject / aspects)}/{AspectMiner.Aspects[subject % aspects].Name}", $"{log.Items.NameOf(subject / aspects)} ({AspectMiner.Aspects[subject % aspects].Title} {AspectMiner.Aspects[subject % aspects].TitleZh})"), log.End);
    }

    private sealed record MinedReview(ReviewText Text, IReadOnlyList<AspectOpinion> Opinions, double? Praise);
}

/// <summary>What the reviews of a shop say.</summary>
/// <param name="Reviews">Reviews with words.</param>
/// <param name="Praise">Share that praises: by the published sentiment, else by ratings; null without either.</param>
/// <param name="Model">Version of the sentiment, or null.</param>
/// <param name="By">What is summed by.</param>
/// <param name="Aspects">Sums with quotes, subject by subject.</param>
/// <param name="Findings">What is blamed more than it was.</param>
public sealed record ReviewOverview(int Reviews, double? Praise, string? Model, string By, IReadOnlyList<AspectSum> Aspects, IReadOnlyList<Finding> Findings);

/// <summary>What the reviews of one item come to.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Reviews">Reviews with words.</param>
/// <param name="Praise">Share that praises; null when nothing says so.</param>
/// <param name="Model">Version of the sentiment, or null.</param>
/// <param name="Summary">The aspects most spoken of, each with a quote.</param>
/// <param name="Aspects">All aspects with their counts.</param>
public sealed record ItemReviews(string ItemId, string? Title, int Reviews, double? Praise, string? Model, ReviewSummary Summary, IReadOnlyList<AspectSum> Aspects)
{
    /// <summary>What a language model made of them, each claim with a quote that was found in a review; empty without a model.</summary>
    public IReadOnlyList<QuotedClaim> Written { get; init; } = [];

    /// <summary>The language model that wrote it.</summary>
    public string? Writer { get; init; }
}
