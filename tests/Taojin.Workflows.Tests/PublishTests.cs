using Taojin.Data;
using Taojin.Storage.Models;
using Taojin.Tests.Shops;

namespace Taojin.Workflows.Tests;

public sealed class PublishTests(TrainedShop shop)
{
    private ModelVersion Loser => ModelVersion.Parse(shop.Runs.SelectMany(run => run.Models).First(model => !model.Gate.IsPassed).Version!);

    [Fact]
    public void A_model_that_does_not_beat_its_baselines_is_refused_with_the_finding()
    {
        var fault = Should.Throw<TaojinException>(() => new Publish(shop.Mine).Run($"{Loser.Task}@trial", Loser, reason: null));
        fault.Code.ShouldBe("publish.gate");
        fault.Message.ShouldContain(shop.Mine.Models.CardOf(Loser).Gate!.Text);
        fault.Remedy.ShouldContain("--reason");
    }

    [Fact]
    public void It_is_published_with_a_reason()
    {
        new Publish(shop.Mine).Run($"{Loser.Task}@with-reason", Loser, "节日活动需要");
        shop.Mine.Models.Aliases()[$"{Loser.Task}@with-reason"].ShouldBe(Loser);
    }

    [Fact]
    public void Rollback_lets_the_version_before_answer_again()
    {
        var versions = shop.Runs.Single(run => run.Task == "purchase").Models.Select(model => ModelVersion.Parse(model.Version!)).ToArray();
        var publish = new Publish(shop.Mine);
        publish.Run("purchase@rolled", versions[0], "first");
        publish.Run("purchase@rolled", versions[1], "second");
        publish.Run("purchase@rolled", versions[1], "once more");
        publish.Rollback("purchase@rolled").ShouldBe(versions[0]);
        shop.Mine.Models.Aliases()["purchase@rolled"].ShouldBe(versions[0]);
    }

    [Fact]
    public void A_version_cannot_answer_for_another_task() =>
        Should.Throw<TaojinException>(() => new Publish(shop.Mine).Run("recommend@live", ModelVersion.Parse(shop.Runs[0].Chosen!.Version!), "why not")).Code.ShouldBe("publish.other-task");
}
