using Taojin.Server.Dashboard.Pages.Predict;
using Taojin.Storage.Models;

namespace Taojin.Dashboard.Tests;

/// <summary>Who buys next, and how good the model is that says so.</summary>
public sealed class PredictTests(DemoShop demo)
{
    [Fact]
    public void Where_another_than_the_best_answers_the_one_that_answers_is_shown()
    {
        var run = demo.Shop.Runs.Single(each => each.Task == "purchase");

        run.Models.Count.ShouldBeGreaterThan(1);
        run.Models.ShouldAllBe(model => AnsweringModel.In(run, model.Version) == model);
        AnsweringModel.In(run, null).ShouldBe(run.Chosen);
        AnsweringModel.In(run, new ModelVersion("purchase", "logistic", 999).ToString()).ShouldBeNull(); // of another training
    }
}
