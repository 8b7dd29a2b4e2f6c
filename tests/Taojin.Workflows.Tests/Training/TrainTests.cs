using Taojin.Tests.Shops;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tests.Training;

public sealed class TrainTests(TrainedShop shop)
{
    [Fact]
    public void Every_ready_model_stands_in_the_table_with_its_baselines()
    {
        Run("purchase").Models.Select(model => model.Algorithm).ShouldBe(["gradient-boosting", "logistic"], ignoreOrder: true);
        var ready = shop.Prepared.Readiness.Where(row => row.IsReady && row.Algorithm.Task == Mining.Learning.MiningTask.Recommend && row.Algorithm.Name != "buy-again" && shop.Mine.Algorithms.CanTrain(row.Algorithm)).Select(row => row.Algorithm.Name).ToArray();
        Run("recommend").Models.Select(model => model.Algorithm).ShouldBe(ready, ignoreOrder: true);
        new[] { "popular", "item-knn", "implicit-als" }.ShouldBeSubsetOf(ready);
        new[] { "logistic", "item-knn", "popular" }.ShouldBeSubsetOf(shop.Runs.SelectMany(run => run.Models).Where(model => model.IsBaseline).Select(model => model.Algorithm));
    }

    [Fact]
    public void Every_metric_has_an_interval_around_it()
    {
        foreach (var metric in shop.Runs.SelectMany(run => run.Models).Select(model => model.Metrics[0]).Where(metric => metric.Value < 1)) // a perfect score is perfect in every resample
        {
            metric.Low.ShouldBeLessThan(metric.Value);
            metric.High.ShouldBeGreaterThan(metric.Value);
        }
    }

    [Fact]
    public void No_model_is_better_than_the_truth_beyond_its_interval_and_the_best_comes_close()
    {
        var best = Run("purchase").BestPossible.ShouldNotBeNull().Value;
        foreach (var model in Run("purchase").Models)
            model.Metrics[0].Low.ShouldBeLessThan(best);
        Run("purchase").Chosen!.Metrics[0].Value.ShouldBeGreaterThan(best - 0.05);
    }

    [Fact]
    public void The_first_model_is_the_best_on_validation_not_on_the_test()
    {
        foreach (var run in shop.Runs)
            run.Models.Select(model => model.Validation).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_whatever_the_threads()
    {
        var request = shop.Request with { Algorithms = ["gradient-boosting", "logistic"] };
        var (first, second) = (Trained(request with { Threads = 1 }), Trained(request with { Threads = 2 }));
        first.ShouldNotBeEmpty();
        second.ShouldBe(first);
        Trained(request with { Seed = 7 }).ShouldNotBe(first);
    }

    [Fact]
    public void The_stored_card_says_what_was_learned_from_what_and_how_it_was_judged()
    {
        var version = Storage.Models.ModelVersion.Parse(Run("purchase").Chosen!.Version!);
        var card = shop.Mine.Models.CardOf(version);
        card.Data.ShouldStartWith($"{shop.Prepared.Log.Count} events");
        card.Seed.ShouldBe(42UL);
        card.Split.ShouldStartWith("by time");
        card.Metrics.ShouldBe(Run("purchase").Chosen!.Metrics);
    }

    [Fact]
    public void The_paper_protocol_is_named_as_such()
    {
        var run = new TrainPurchase(shop.Mine).Run(shop.Prepared, shop.Request with { IsPaperProtocol = true, Algorithms = ["logistic"] }, CancellationToken.None);
        run.Split.ShouldStartWith("paper protocol");
        run.SplitZh.ShouldStartWith("论文方案");
    }

    [Fact]
    public void A_model_of_another_task_is_refused_by_name() =>
        Should.Throw<Data.TaojinException>(() => new TrainPurchase(shop.Mine).Run(shop.Prepared, shop.Request with { Algorithms = ["popular"] }, CancellationToken.None))
            .Code.ShouldBe("algorithm.other-task");

    private TrainingRun Run(string task) => shop.Runs.Single(run => run.Task == task);

    /// <summary>Checksums of all parts of the models of a run.</summary>
    private string[] Trained(TrainRequest request) =>
        [.. new TrainPurchase(shop.Mine).Run(shop.Prepared, request, CancellationToken.None).Models
            .OrderBy(model => model.Algorithm, StringComparer.Ordinal)
            .SelectMany(model => shop.Mine.Models.CardOf(Storage.Models.ModelVersion.Parse(model.Version!)).Parts.Select(part => $"{model.Algorithm} {part}"))];
}
