using System.Text.Json;
using Taojin.Data;
using Taojin.Numerics;
using Taojin.Storage.Models;
using Taojin.Workflows.Training;
using Taojin.Workflows.Tuning;

namespace Taojin.Workflows.Tests.Tuning;

public sealed class TuneTests : IDisposable
{
    private static readonly TuneRequest Asked = new("outcome", "gradient-boosting") { Search = new() { Trials = 10, AtRandom = 3 }, Only = ["trees", "leaves", "learning_rate"] };
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-tune-").FullName;
    private readonly Mine _mine;

    public TuneTests() => _mine = Mine.Init(Path.Combine(_folder, "shop"), new() { Threads = 2, MemoryLimitGb = 1 });

    [Fact]
    public void The_best_trial_is_trained_and_its_card_holds_the_search()
    {
        var result = Tuned(Asked with { Budget = TimeSpan.FromMinutes(10), MemoryBytes = 64L << 30 });

        result.Best.Value.ShouldBe(result.Trials.Where(line => line.Share == 1).Max(line => line.Value));
        result.Best.Value.ShouldBeGreaterThanOrEqualTo(result.Default);
        result.Run!.Models.Select(model => model.Algorithm).ShouldBe(["gradient-boosting", "logistic"], ignoreOrder: true);
        var card = _mine.Models.CardOf(ModelVersion.Parse(result.Run.Models.Single(model => model.Algorithm == "gradient-boosting").Version!));
        card.Search!["trials"]!.GetValue<int>().ShouldBe(10);
        card.Search["value"]!.GetValue<double>().ShouldBe(result.Best.Value);
        foreach (var (name, value) in result.Best.Options)
            card.Options![name]!.ToJsonString().ShouldBe(value!.ToJsonString());
    }

    [Fact]
    public void The_test_rows_are_never_seen()
    {
        var first = Lines(Tuned(Asked));
        var other = Lines(Tuned(Asked, Written("别的.csv", isTestTurned: true)));

        other.ShouldBe(first);
    }

    [Fact]
    public void What_was_judged_is_not_judged_again_and_more_trials_may_be_asked_for()
    {
        var first = Tuned(Asked with { Search = new() { Trials = 4, AtRandom = 3 } });
        var log = File.ReadAllText(first.Log);
        File.AppendAllText(first.Log, "{\"trial\":4,\"rung\":0,\"sha"); // a kill while a line is written

        var again = Tuned(Asked);

        again.Trials.Take(first.Trials.Count).Select(line => line.Seconds).ShouldBe(first.Trials.Select(line => line.Seconds)); // the same lines, not the same again
        again.NewTrials.ShouldBe(again.Trials.Count - first.Trials.Count);
        again.Trials.Select(line => (line.Trial, line.Rung)).ShouldBeUnique();
        File.ReadAllText(first.Log).ShouldStartWith(log);
    }

    [Fact]
    public void A_search_over_other_data_or_with_another_seed_begins_a_log_of_its_own()
    {
        var first = Tuned(Asked);
        var other = new Tune(_mine).Run(null, Request(PathOf("客户.csv")) with { Seed = 7 }, Asked, CancellationToken.None);

        other.NewTrials.ShouldBe(other.Trials.Count);
        File.Exists(first.Log + ".1").ShouldBeTrue();
    }

    [Fact]
    public void A_budget_ends_it_and_too_little_memory_leaves_nothing_to_choose()
    {
        Tuned(Asked with { Search = new() { Trials = 100_000 }, Budget = TimeSpan.FromSeconds(1.5) }).EndedByBudget.ShouldBeTrue();
        if (OperatingSystem.IsLinux())
            Should.Throw<TaojinException>(() => Tuned(Asked with { Only = ["leaves"], Search = new() { Trials = 1 }, MemoryBytes = 1 })).Code.ShouldBe("tune.nothing-judged");
    }

    [Theory]
    [InlineData("outcome", "popular", "tune.other-task")]
    [InlineData("天气", "popular", "task.unknown")]
    public void What_cannot_be_tuned_is_refused(string task, string algorithm, string code) => Should.Throw<TaojinException>(() => Tuned(new(task, algorithm))).Code.ShouldBe(code);

    public void Dispose()
    {
        _mine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private TuneResult Tuned(TuneRequest request, string? path = null) => new Tune(_mine).Run(null, Request(path ?? Written("客户.csv", isTestTurned: false)), request, CancellationToken.None);

    /// <summary>All lines without what a clock and the system say.</summary>
    private static string[] Lines(TuneResult result) => [.. result.Trials.Select(line => JsonSerializer.Serialize(line with { Seconds = 0, PeakBytes = null }))];

    private static TrainRequest Request(string path) => new() { Table = new($"csv:{path}", "流失") { Time = "日期" }, Threads = 1 };

    /// <summary>Rows whose last fifth by date, the test, may have its outcomes turned and its numbers changed.</summary>
    private string Written(string name, bool isTestTurned)
    {
        File.WriteAllLines(PathOf(name), ["日期,月数,城市,流失", .. Enumerable.Range(0, 1500).Select(row =>
        {
            var chance = SplitMix64.Stream(5, "tuned", row);
            var (months, city, turned) = (chance.NextInt32(40), chance.NextInt32(3), isTestTurned && row >= 1200);
            var leaves = chance.NextDouble() < 1 / (1 + Math.Exp((0.1 * (months - 15)) + (city == 1 ? 1 : 0)));
            return $"{new DateTime(2024, 1, 1).AddHours(row):yyyy-MM-dd HH:mm},{(turned ? -months : months)},{"沪京蓉"[city]},{(leaves != turned ? "是" : "否")}";
        })]);
        return PathOf(name);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
