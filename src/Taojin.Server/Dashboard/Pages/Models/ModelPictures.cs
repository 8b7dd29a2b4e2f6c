using Taojin.Mining.Evaluation;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Storage.Models;
using Taojin.Workflows.Training;

namespace Taojin.Server.Dashboard.Pages.Models;

/// <summary>The models of one training beside one another.</summary>
internal static class ModelPictures
{
    private static readonly int[] Lengths = [5, 10, 20, 50];

    public static Picture Main(TrainingRun run, Reader read)
    {
        var metric = run.Chosen!.Metrics[0].Name;
        var rows = run.Models.Select(model => (model, Value: model.Metric(metric))).Where(each => each.Value is not null).ToArray();
        return new()
        {
            Name = $"models-{run.Task}", Title = read["models.main", metric], Says = read["models.main-says"], Height = 90 + (32 * rows.Length),
            Option = Plot.Bars([.. rows.Select(each => new Bar(Name(each.model, read), each.Value!.Value, Colour(each.model, run), each.Value.Low, each.Value.High))], metric),
            Figures = new([read["column.model"], metric, read["column.low"], read["column.high"], read["column.cases"]],
                [.. rows.Select(each => (IReadOnlyList<object?>)[Name(each.model, read), each.Value!.Value, each.Value.Low, each.Value.High, each.Value.Cases])]),
        };
    }

    /// <summary>Recall over the length of the list; null for tasks that make none.</summary>
    public static Picture? Recall(TrainingRun run, Reader read)
    {
        var models = run.Models.Where(model => Lengths.All(k => model.Metric($"Recall@{k}") is not null)).ToArray();
        if (models.Length == 0)
            return null;
        MetricValue At(ModelRow model, int k) => model.Metric($"Recall@{k}")!;
        return new()
        {
            Name = $"recall-{run.Task}", Title = read["models.recall"], Says = read["models.recall-says"], Height = 340,
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", valueFormatter = "@figure" },
                xAxis = Plot.Names(Lengths.Select(k => $"{k}"), null), yAxis = Plot.Values("Recall@k", "@percent"),
                series = models.Select((model, place) => new
                {
                    name = Name(model, read), type = "line", data = Lengths.Select(k => At(model, k).Value).ToArray(), symbolSize = 6, color = model == run.Chosen ? "$gold" : model.IsBaseline ? "$slate" : Plot.Colour(place),
                    lineStyle = new { width = model == run.Chosen ? 3 : 1.5, type = model.IsBaseline ? "dashed" : "solid" },
                }).Concat<object>([Plot.Whiskers(Lengths.Select((k, place) => new[] { place, At(run.Chosen!, k).Low, At(run.Chosen!, k).High }), isFlat: false)]).ToArray(),
            },
            Figures = new([read["column.model"], .. Lengths.Select(k => $"Recall@{k}")], [.. models.Select(model => (IReadOnlyList<object?>)[Name(model, read), .. Lengths.Select(k => (object)At(model, k).Value)])]),
        };
    }

    /// <summary>What a model is worth over what it costs.</summary>
    public static Picture Cost(TrainingRun run, Reader read)
    {
        var metric = run.Chosen!.Metrics[0].Name;
        var rows = run.Models.Where(model => model.Metric(metric) is not null).ToArray();
        return new()
        {
            Name = $"cost-{run.Task}", Title = read["models.cost"], Says = read["models.cost-says"], Height = 340,
            Option = new
            {
                grid = new { left = 8, right = 150, top = 28, bottom = 48, containLabel = true }, tooltip = new { trigger = "item" },
                xAxis = new { type = "log", name = read["models.cpu"], nameLocation = "middle", nameGap = 26 }, yAxis = new { type = "value", name = metric, scale = true, axisLabel = new { formatter = "@figure" } },
                series = rows.Select(model => new
                {
                    name = Name(model, read), type = "scatter", symbolSize = 12, color = Colour(model, run), data = new[] { new[] { Math.Max(1e-3, model.Cost.FitCpuSeconds), model.Metric(metric)!.Value } },
                    label = new { show = true, formatter = "{a}", position = "right", color = "$ink", fontSize = 11 }, labelLayout = new { hideOverlap = true },
                }).ToArray(),
            },
            Figures = new([read["column.model"], metric, read["models.cpu"], read["models.size"], read["models.answer-time"]],
                [.. rows.Select(model => (IReadOnlyList<object?>)[Name(model, read), model.Metric(metric)!.Value, model.Cost.FitCpuSeconds, read.Bytes(model.Cost.ModelBytes), model.Cost.MicrosecondsPerAnswer])]),
        };
    }

    /// <summary>What each model minimised, step by step, as the cards of the versions keep it; null where none was fitted in steps.</summary>
    public static Picture? Learning(string name, IReadOnlyList<(string Name, IReadOnlyList<LearningPoint> Points)> models, Reader read) => models.Count == 0 ? null : new()
    {
        Name = $"learning-{name}", Title = read["tasks.curve"], Says = read["tasks.curve-says"], Height = 280,
        Option = new
        {
            grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "item", valueFormatter = "@figure" },
            xAxis = Plot.Values(read["tasks.steps"], "@count", isAcross: true), yAxis = Plot.Values(read["models.loss-share"], "@percent", least: 0),
            series = models.Select((model, place) => Plot.Line(model.Name, model.Points.Select(point => new[] { point.Step, point.Loss / Scale(model.Points) }), Plot.Colour(place))).ToArray(),
        },
        Figures = new([read["column.model"], read["tasks.steps"], read["tasks.loss"]], [.. models.SelectMany(model => model.Points.Select(point => (IReadOnlyList<object?>)[model.Name, point.Step, point.Loss]))]),
    };

    /// <summary>Losses of different models are on scales of their own: each is drawn as a share of its largest.</summary>
    private static double Scale(IReadOnlyList<LearningPoint> points) => Math.Max(1e-12, points.Max(point => Math.Abs(point.Loss)));

    public static string Name(ModelRow model, Reader read) => read.Pick(model.Title.Split(" (")[0], model.TitleZh.Split('（')[0]);

    private static string Colour(ModelRow model, TrainingRun run) => model == run.Chosen ? "$gold" : model.IsBaseline ? "$slate" : "$c5";
}
