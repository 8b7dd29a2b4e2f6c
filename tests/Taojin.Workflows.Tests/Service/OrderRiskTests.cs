using System.Globalization;
using System.Text;
using Taojin.Data;
using Taojin.Mining.AfterSales.Signals;
using Taojin.Numerics;
using Taojin.Workflows.Service;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tests.Service;

/// <summary>From a log with returns to a published model, the risk of an order, and what stands out.</summary>
public sealed class OrderRiskTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taojin-returns-");
    private readonly Mine _mine;

    public OrderRiskTests()
    {
        _mine = Mine.Init(Path.Combine(_folder.FullName, "shop"));
        File.WriteAllText(Path.Combine(_folder.FullName, "log.csv"), Log());
        _mine.Workspace.Log.Import(Storage.SourceRequest.Parse($"csv:{Path.Combine(_folder.FullName, "log.csv")}"));
    }

    public void Dispose()
    {
        _mine.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void An_order_is_judged_by_the_published_model_with_reasons_and_advice()
    {
        var prepared = new Prepare(_mine).Run();
        Should.Throw<TaojinException>(() => new OrderRisk(_mine, prepared.Log)).Code.ShouldBe("model.none-published");
        var run = new ReturnRiskTask().Run(new(_mine, prepared, new TrainRequest()), TestContext.Current.CancellationToken);
        run.Models.Select(model => model.Algorithm).ShouldBe(["gradient-boosting", "logistic"], ignoreOrder: true);
        run.Models[0].Metric("AUC")!.Value.ShouldBeGreaterThan(0.65);
        _mine.Models.Publish(ReturnRiskTask.Alias, Storage.Models.ModelVersion.Parse(run.Models[0].Version!), "test");

        var order = new OrderRisk(_mine, prepared.Log).Assess("顾客0", [new("货0", 4, 100), new("货1", 1, 100)]).ShouldBeReadBack();

        order.Lines[0].Probability.ShouldBeGreaterThan(0.3);
        order.Lines[0].Probability.ShouldBeGreaterThan(order.Lines[1].Probability);
        order.Lines[0].ShouldAsk.ShouldBeTrue();
        order.Lines[0].Reasons[0].TextZh.ShouldContain(letter => letter > 0x2E80);
        Should.Throw<TaojinException>(() => new OrderRisk(_mine, prepared.Log).Assess("顾客0", [new("没有")])).Code.ShouldBe("item.unknown");
    }

    [Fact]
    public void A_report_counts_returns_and_reasons_and_finds_what_was_planted()
    {
        var report = new ReturnReport(_mine).Run().ShouldBeReadBack();

        report.Returned.ShouldBe(report.Returns);
        report.Reasons[0].Sort.ShouldBe(ReturnSort.TooSmall);
        report.Reasons.Sum(reason => reason.Share).ShouldBe(1, 1e-9);
        report.Findings.ShouldContain(finding => finding.Kind == "runs-small" && finding.Subject == "货0");
        report.Findings.Where(finding => finding.Kind == "runs-small").ShouldAllBe(finding => finding.Quotes.Count > 0);
    }

    private static string Log()
    {
        var (chance, text) = (SplitMix64.Stream(11, "test/return-log"), new StringBuilder("user_id,item_id,kind,time,price,quantity,reason\n"));
        for (var order = 0; order < 4000; order++)
        {
            var (user, item, units, time) = (chance.NextInt32(60), chance.NextInt32(12), 1 + chance.NextInt32(4), Start.AddHours(order * 1.4));
            text.Append(CultureInfo.InvariantCulture, $"顾客{user},货{item},purchase,{time:yyyy-MM-ddTHH:mm:ssZ},{50 + item},{units},\n");
            if (chance.NextDouble() < 0.05 + (item % 3 == 0 ? 0.3 : 0) + (user % 5 == 0 ? 0.3 : 0))
                text.Append(CultureInfo.InvariantCulture, $"顾客{user},货{item},return,{time.AddDays(5):yyyy-MM-ddTHH:mm:ssZ},{50 + item},{units},{(item % 3 == 0 ? "尺码偏小" : "不想要了")}\n");
        }
        return text.ToString();
    }
}
