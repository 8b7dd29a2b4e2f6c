using System.Text.Json;

namespace Taojin.Cli.Tests;

public sealed class DemoTests : FolderOfItsOwn
{
    [Fact]
    public async Task One_command_goes_through_every_stage_and_says_what_came_of_it()
    {
        var demo = (await BuiltProgram.Taojin.Run("demo", "--no-serve", "--json", "--workspace", PathOf("示例"))).ShouldBeDone().Json;
        Names(demo.GetProperty("stages")).ShouldBe(["import", "prepare", "features", "train", "evaluate", "publish", "after-sales", "predict", "feedback", "changed", "visitors", "report"]);
        demo.GetProperty("imports").EnumerateArray().Sum(each => each.GetProperty("rejected").GetInt32()).ShouldBe(5);
        demo.GetProperty("published").EnumerateArray().Select(each => each.GetProperty("alias").GetString()).ShouldBe(["purchase@live", "recommend@live", "recommend@fallback", "category@live"]);
        demo.GetProperty("seconds").GetDouble().ShouldBeLessThan(60);
        File.Exists(demo.GetProperty("report").GetString()).ShouldBeTrue();
        var best = demo.GetProperty("runs")[0].GetProperty("best_possible").GetProperty("value").GetDouble();
        demo.GetProperty("runs")[0].GetProperty("models")[0].GetProperty("metrics")[0].GetProperty("value").GetDouble().ShouldBeInRange(best - 0.03, best + 0.01);
        Feedback_changes_the_answers(demo.GetProperty("loop"));
    }

    [Fact]
    public async Task A_folder_that_no_demo_made_is_left_alone()
    {
        Directory.CreateDirectory(PathOf("mine"));
        await File.WriteAllTextAsync(PathOf("mine/重要.txt"), "do not delete", TestContext.Current.CancellationToken);
        var ended = await BuiltProgram.Taojin.Run("demo", "--no-serve", "--workspace", PathOf("mine"));
        ended.Code.ShouldBe(1);
        ended.Errors.ShouldContain("demo.folder");
        File.Exists(PathOf("mine/重要.txt")).ShouldBeTrue();
    }

    private static void Feedback_changes_the_answers(JsonElement loop)
    {
        var told = loop.GetProperty("before").GetProperty("items")[4].GetProperty("item_id").GetString();
        Items(loop.GetProperty("before")).ShouldContain(told);
        Items(loop.GetProperty("after")).ShouldNotContain(told);
        loop.GetProperty("predicted_after").GetProperty("predictions").EnumerateArray().Select(each => each.GetProperty("item_id").GetString()).ShouldContain(told);
    }

    private static IEnumerable<string?> Items(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item_id").GetString());

    private static IEnumerable<string?> Names(JsonElement stages) => stages.EnumerateArray().Select(stage => stage.GetProperty("name").GetString());
}
