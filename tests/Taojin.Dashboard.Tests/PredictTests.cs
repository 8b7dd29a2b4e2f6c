using System.Globalization;
using Taojin.Server.Dashboard.Pages.Predict;
using Taojin.Storage.Models;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Dashboard.Tests;

/// <summary>Who buys next, and how good the model is that says so.</summary>
public sealed class PredictTests(DemoShop demo, OneBrowser browser)
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task The_quality_in_the_headline_is_that_of_the_model_in_the_footer(string language)
    {
        await using var reader = await browser.Reader(demo.Address, language);
        var page = await reader.Open("/predict");
        var footer = await page.Words("footer.source");
        var live = demo.Shop.Mine.Models.Current(Aliases.Purchase)!;
        var quality = demo.Shop.Mine.Models.CardOf(live).Metrics[0];

        footer.ShouldContain(live.ToString());
        (await page.Words(".answer")).ShouldContain($"{quality.Name} {quality.Value.ToString("N3", CultureInfo.InvariantCulture)}");
    }

    [Fact]
    public void Where_another_than_the_best_answers_the_one_that_answers_is_shown()
    {
        var run = Train.Last(demo.Shop.Mine, "purchase")!;

        run.Models.Count.ShouldBeGreaterThan(1);
        run.Models.ShouldAllBe(model => AnsweringModel.In(run, model.Version) == model);
        AnsweringModel.In(run, null).ShouldBe(run.Chosen);
        AnsweringModel.In(run, new ModelVersion("purchase", "logistic", 999).ToString()).ShouldBeNull(); // of another training
    }
}
