using System.Globalization;
using Taojin.Mining.Evaluation;
using Taojin.Testing;
using Taojin.Tests.Shops;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tests;

/// <summary>A retrained model is compared with the version that answers, pair by pair, on a window that neither has seen.</summary>
public sealed class RetrainTests : IDisposable
{
    private const string Alias = "recommend@live";
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-retrain-").FullName;
    private readonly GeneratedShop _truth = GeneratedShop.Of(new() { Users = 300, Items = 60, Days = 14 });
    private readonly Mine _mine;

    public RetrainTests() =>
        _mine = Mine.Init(Path.Combine(_folder, "shop"), new() { Threads = 2, MemoryLimitGb = 1 }, clock: new SetClock(_truth.Log.End.ToDateTimeOffset() + TimeSpan.FromSeconds(1)));

    public void Dispose()
    {
        _mine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Both_are_judged_on_days_that_the_present_version_has_not_seen()
    {
        var lines = Lines();
        Import("week.csv", lines.Take(1 + ((lines.Count - 1) / 2)));
        var first = Trained("popular", "item-knn");
        first.Models.ShouldAllBe(row => row.AgainstPresent == null); // nothing answers yet
        var worse = first.Models.Single(row => row.Algorithm == "popular");
        new Publish(_mine).Run(Alias, Storage.Models.ModelVersion.Parse(worse.Version!), "the first");
        Import("all.csv", lines);

        var again = Trained("popular", "item-knn");

        var (knn, popular) = (again.Models.Single(row => row.Algorithm == "item-knn"), again.Models.Single(row => row.Algorithm == "popular"));
        var difference = knn.AgainstPresent.ShouldNotBeNull();
        difference.Low.ShouldBeLessThanOrEqualTo(difference.Value);
        difference.High.ShouldBeGreaterThanOrEqualTo(difference.Value);
        (difference.Value - popular.AgainstPresent!.Value).ShouldBe(knn.Metrics[0].Value - popular.Metrics[0].Value, 1e-9); // against the same version, on the same test
        var verdict = new Retrain(_mine).Judge("recommend", knn);
        verdict.IsPassed.ShouldBe(difference.High >= 0);
        verdict.Text.ShouldContain($"recommend/popular/{1:D6}");
        verdict.Text.ShouldContain("on the newest window");
        verdict.TextZh.ShouldContain("最新窗口");

        new Publish(_mine).Run(Alias, Storage.Models.ModelVersion.Parse(knn.Version!), "the second");
        Trained("popular", "item-knn").Models.ShouldAllBe(row => row.AgainstPresent == null); // it has seen the window
    }

    [Theory]
    [InlineData(-0.05, -0.02, false)]
    [InlineData(-0.05, 0.01, true)]
    [InlineData(0.01, 0.05, true)]
    public void Only_what_is_worse_by_more_than_the_interval_is_held_back(double low, double high, bool isPassed)
    {
        Import("all.csv", Lines());
        var row = Trained("popular", "item-knn").Models[0];
        new Publish(_mine).Run(Alias, Storage.Models.ModelVersion.Parse(row.Version!), "the first");

        var verdict = new Retrain(_mine).Judge("recommend", row with { AgainstPresent = new MetricValue(row.Metrics[0].Name, (low + high) / 2, low, high, 100) });

        verdict.IsPassed.ShouldBe(isPassed);
        verdict.Text.ShouldStartWith(isPassed ? "Not worse than" : "Worse than");
        verdict.Text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{high:+0.0000;−0.0000;0}"));
    }

    private List<string> Lines()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _truth.WriteEvents(text);
        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private void Import(string name, IEnumerable<string> lines)
    {
        File.WriteAllLines(Path.Combine(_folder, name), lines);
        _mine.Workspace.Log.Import(new("csv", Path.Combine(_folder, name)));
    }

    private TrainingRun Trained(params string[] algorithms) =>
        Train.Run(_mine, new Prepare(_mine).Run(), new() { Algorithms = algorithms }, "recommend", CancellationToken.None).Single();
}
