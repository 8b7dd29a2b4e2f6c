using System.Globalization;
using Taojin.Data;
using Taojin.Numerics;
using Taojin.Workflows.Reports;
using Taojin.Workflows.Tables;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tests.Tables;

/// <summary>A table of customers in Chinese whose rule is known: new customers who complained leave, those of one city more.</summary>
public sealed class OutcomeTests(TrainedTable table) : IClassFixture<TrainedTable>
{
    private readonly Mine _mine = table.Mine;
    private readonly TrainingRun _run = table.Run;

    [Fact]
    public void Every_model_of_tables_is_judged_beside_its_baseline_with_intervals_and_curves()
    {
        new[] { "gradient-boosting", "logistic" }.ShouldBeSubsetOf(_run.Models.Select(model => model.Algorithm));
        _run.TestCases.ShouldBe(500);
        _run.Chosen!.Metrics[0].Name.ShouldBe("AUC");
        _run.Chosen.Metrics[0].Value.ShouldBeGreaterThan(0.75);
        _run.Models.ShouldAllBe(model => model.Metrics[0].Low < model.Metrics[0].Value && model.Curves != null && model.Gate.TextZh.Length > 0);
        _run.Notes.Select(note => note.TextZh).ShouldContain(note => note.Contains("编号"));
        _run.Notes.Select(note => note.TextZh).ShouldContain(note => note.Contains("第 2502 行"));
        new[] { "注册月数", "投诉", "城市" }.ShouldContain(_run.Importance[0].Column.MeaningZh);
    }

    [Fact]
    public void New_rows_get_probabilities_whose_parts_add_up_and_a_file_that_a_spreadsheet_may_open()
    {
        new Publish(_mine).RunBest("outcome").ShouldNotBeEmpty();
        File.WriteAllLines(PathOf("新.csv"), ["城市,注册月数,投诉,编号,备注", "上海,1,是,=HYPERLINK(1),x", "成都,60,否,2,y", "火星,,,3,z"]);
        using var written = new StringWriter();

        var said = new PredictTable(_mine).Run($"csv:{PathOf("新.csv")}", null, 2, written);

        said.Predicted.ShouldBe(3);
        said.MissingColumns.ShouldBe(["入会日期"]);
        said.Rows.Count.ShouldBe(2);
        said.Rows[0].Row.ShouldBe(1);
        foreach (var row in said.Rows)
            (row.Why!.Bias + row.Why.Parts.Sum(part => part.Part)).ShouldBe(row.Why.LogOdds, 1e-4);
        said.Rows[0].Why!.Parts.Select(part => part.Reason.TextZh).ShouldContain(text => text.StartsWith("注册月数：1（+"));
        var lines = written.ToString().TrimEnd().Split('\n');
        lines[0].ShouldBe("城市,注册月数,投诉,编号,备注,probability,why,why_zh");
        lines[1].ShouldContain(",'=HYPERLINK(1),");
        var probabilities = lines.Skip(1).Select(line => double.Parse(line.Split(',')[5], CultureInfo.InvariantCulture)).ToArray();
        probabilities[0].ShouldBeGreaterThan(probabilities[1]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_models_whatever_the_threads() =>
        Parts(Train.Run(_mine, null, Request("流失") with { Threads = 1 }, "outcome").Single()).ShouldBe(Parts(_run));

    [Fact]
    public void A_split_by_time_is_named_and_a_random_one_says_that_it_flatters()
    {
        _run.SplitZh.ShouldContain("随机划分会美化结果");
        var request = Request("流失");
        var run = Train.Run(_mine, null, request with { Table = request.Table! with { Time = "入会日期" }, Algorithms = ["logistic"] }, "outcome").Single();

        run.Split.ShouldStartWith("by time (入会日期)");
    }

    [Fact]
    public void The_report_tells_of_it_in_both_languages()
    {
        var page = File.ReadAllText(new Report(_mine).Write(new Prepare(_mine).Run(), null));

        page.ShouldContain("表中哪些行会成真");
        page.ShouldContain("Which rows of a table");
        page.ShouldContain("partial dependence");
        _run.Dependences.SelectMany(each => each.Points).ShouldAllBe(point => point.Probability > 0 && point.Probability < 1);
        var months = _run.Dependences.Single(each => each.Column.Name == "注册月数").Points;
        months[0].Probability.ShouldBeGreaterThan(months[^1].Probability + 0.1); // who came lately leaves sooner
    }

    [Theory]
    [InlineData("城市", "label.many-outcomes")]
    [InlineData("没有", "table.column-unknown")]
    [InlineData(null, "outcome.label-needed")]
    public void What_cannot_be_foretold_is_refused_with_a_remedy(string? label, string code)
    {
        var refused = Should.Throw<TaojinException>(() => Train.Run(_mine, null, Request(label), "outcome"));

        refused.Code.ShouldBe(code);
        refused.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void It_is_trained_when_it_is_asked_for_and_not_with_all() => TrainingTasks.Of("outcome").IsInAll.ShouldBeFalse();

    private static string[] Parts(TrainingRun run) => [.. run.Models.OrderBy(model => model.Algorithm, StringComparer.Ordinal).SelectMany(model => new[] { model.Algorithm, $"{model.Metrics[0]}", $"{model.Metrics[2]}" })];

    private TrainRequest Request(string? label) => table.Request(label);

    private string PathOf(string name) => table.PathOf(name);
}

/// <summary>The table with its models, trained once for all tests of the class.</summary>
public sealed class TrainedTable : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-outcome-").FullName;

    public TrainedTable()
    {
        Mine = Mine.Init(PathOf("shop"), new() { Threads = 2, MemoryLimitGb = 1 });
        File.WriteAllLines(PathOf("客户.csv"), ["编号,注册月数,投诉,城市,入会日期,流失", .. Enumerable.Range(0, 2500).Select(Line), "坏行"]);
        Run = Train.Run(Mine, null, Request("流失"), "outcome").Single();
    }

    public Mine Mine { get; }

    public TrainingRun Run { get; }

    public TrainRequest Request(string? label) => new() { Table = new($"csv:{PathOf("客户.csv")}", label), Algorithms = ["gradient-boosting", "logistic"] };

    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Dispose()
    {
        Mine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Line(int row)
    {
        var chance = SplitMix64.Stream(3, "customers", row);
        var (months, complained, city) = (chance.NextInt32(60), chance.NextDouble() < 0.3, new[] { "上海", "北京", "成都", "广州" }[chance.NextInt32(4)]);
        var logit = -1.5 - (0.05 * (months - 20)) + (complained ? 1.5 : 0) + (city is "上海" or "成都" ? 1 : 0);
        var outcome = chance.NextDouble() < 1 / (1 + Math.Exp(-logit));
        return $"{row},{(row % 11 == 0 ? "" : $"{months}")},{(complained ? "是" : "否")},{city},2024年{1 + (row % 12)}月{1 + (row % 28)}日,{(outcome ? "是" : "否")}";
    }
}
