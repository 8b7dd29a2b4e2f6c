using Taojin.Data;
using Taojin.Tests.Shops;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tests.Training;

public sealed class TrainingTasksTests(TrainedShop shop)
{
    [Fact]
    public void Tasks_are_found_by_their_type_in_order_of_their_places()
    {
        new[] { "purchase", "recommend" }.ShouldBeSubsetOf(Train.Tasks);
        TrainingTasks.All.Select(task => task.Place).ShouldBeInOrder();
        Train.Tasks.ShouldBeUnique();
        foreach (var task in TrainingTasks.All)
        {
            task.Name.ShouldMatch("^[a-z0-9]+(-[a-z0-9]+)*$");
            task.Title.ShouldNotBeNullOrWhiteSpace();
            task.TitleZh.ShouldContain(letter => letter > 0x2E80, task.Name);
            task.MainMetrics.ShouldNotBeEmpty(task.Name);
        }
    }

    [Fact]
    public void The_main_metric_of_a_task_stands_first_in_what_was_measured()
    {
        foreach (var run in shop.Runs)
            run.Models.Select(model => model.Metrics[0].Name).Distinct().ShouldBe([TrainingTasks.Of(run.Task).MainMetrics[0]]);
    }

    [Fact]
    public void An_unknown_task_is_refused_with_the_names_of_those_there_are() =>
        Should.Throw<TaojinException>(() => Train.Run(shop.Mine, shop.Prepared, shop.Request, "天气")).Remedy.ShouldContain("purchase");
}
