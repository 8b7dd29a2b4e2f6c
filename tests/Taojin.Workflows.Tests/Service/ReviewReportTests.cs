using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Testing.Service;
using Taojin.Workflows.Service;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tests.Service;

/// <summary>From reviews to sentiment, sums of aspects, summaries with quotes, findings and attributes of items.</summary>
public sealed class ReviewReportTests : IDisposable
{
    private readonly ReviewedMine _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Aspects_are_summed_by_what_is_asked_and_what_has_risen_is_found_with_quotes()
    {
        var report = new ReviewReport(_shop.Mine);

        var all = report.Run("all", new FitContext());

        all.Reviews.ShouldBe(240);
        all.Aspects.First(sum => sum.Aspect == "quality").Praise.ShouldBeGreaterThan(80);
        all.Aspects.First(sum => sum.Aspect == "delivery").ShouldSatisfyAllConditions(sum => sum.Blame.ShouldBeGreaterThan(80), sum => sum.BlameQuotes[0].ShouldContain("物流太慢"));
        var found = all.Findings.ShouldHaveSingleItem();
        found.Subject.ShouldBe("外套1/size_fit");
        found.Quotes.ShouldAllBe(quote => quote.Contains("袖子", StringComparison.Ordinal));
        report.Run("brand", new FitContext()).Aspects.Select(sum => sum.Subject).Distinct().ShouldBe(["Beacon", "Lantern"]);
        report.Run("category", new FitContext()).Aspects.Select(sum => sum.Subject).Distinct().ShouldBe(["coats", "coats > down", "phones"]);
        report.Run("week", new FitContext()).Aspects[0].Subject.ShouldBe("2024-01-01");
        Should.Throw<TaojinException>(() => report.Run("moon", new FitContext())).Code.ShouldBe("reviews.by");
    }

    [Fact]
    public void Scores_become_attributes_of_items()
    {
        var report = new ReviewReport(_shop.Mine);
        report.Write(report.Run("item", new FitContext())).ShouldBeGreaterThan(6);
        report.Write(report.Run("item", new FitContext())).ShouldBeGreaterThan(6);

        var items = new Prepare(_shop.Mine).Run().Log.Items;

        using var attributes = System.Text.Json.JsonDocument.Parse(items.Attributes[items.Ids.IndexOf("外套1")]!);
        attributes.RootElement.GetProperty("aspect_size_fit").GetDouble().ShouldBeLessThan(-0.5);
        attributes.RootElement.GetProperty("aspect_quality").GetDouble().ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public async Task A_summary_has_praise_and_blame_each_with_a_quote_that_stands_in_a_review()
    {
        var found = (await new ReviewReport(_shop.Mine).ItemAsync("外套1", "zh", new FitContext())).ShouldBeReadBack();

        string[] texts = [.. _shop.Mine.Workspace.Service.Reviews().Select(review => review.Text!)];
        found.Summary.Points.Select(point => point.Polarity).Distinct().Count().ShouldBe(2);
        found.Summary.Points.ShouldAllBe(point => texts.Any(text => text.Contains(point.Quote, StringComparison.Ordinal)));
        found.Written.ShouldBeEmpty();
        (await Should.ThrowAsync<TaojinException>(() => new ReviewReport(_shop.Mine).ItemAsync("没有", "zh", new FitContext()))).Code.ShouldBe("item.unknown");
    }

    [Fact]
    public async Task Of_what_a_language_model_writes_only_claims_with_a_true_quote_are_kept()
    {
        using var server = new ModelServer(_ => new() { Text = "顾客说送得慢 | \"物流太慢\"\n90% are happy | 质量很好\nMade of gold | gold buttons\nno quote at all" });
        using var shop = new ReviewedMine(new() { ModelUrl = server.Url, Model = "writer" });

        var found = await new ReviewReport(shop.Mine, LanguageModel.Of(shop.Mine.Workspace.Settings.Assistant, null)).ItemAsync("外套1", "zh", new FitContext());

        found.Written.ShouldBe([new("顾客说送得慢", "物流太慢")]);
        found.Writer.ShouldBe("writer");
    }

    [Fact]
    public void A_sentiment_is_trained_on_ratings_published_and_read_again()
    {
        var run = new SentimentTask().Run(new(_shop.Mine, null, new TrainRequest()), TestContext.Current.CancellationToken);

        run.Models.Select(model => model.Algorithm).ShouldBe(["sentiment", "common-sentiment"]);
        run.Models[0].Metric("Accuracy")!.Value.ShouldBeGreaterThan(0.9);
        run.Models[0].Gate.IsPassed.ShouldBeTrue();
        _shop.Mine.Models.Publish(SentimentTask.Alias, Storage.Models.ModelVersion.Parse(run.Models[0].Version!), "test");
        var overview = new ReviewReport(_shop.Mine).Run("all", new FitContext()).ShouldBeReadBack();
        overview.Model.ShouldBe(run.Models[0].Version);
        overview.Praise!.Value.ShouldBeInRange(0.3, 0.5);
    }
}
