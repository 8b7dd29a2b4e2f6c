using Taojin.Mining.Evaluation;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Pages.Models;
using Taojin.Server.Dashboard.Reading;
using Taojin.Workflows.Training;

namespace Taojin.Server.Dashboard.Pages.Predict;

/// <summary>How good probabilities are.</summary>
internal static class PredictPictures
{
    public static Picture Roc(TrainingRun run, ModelRow ours, Reader read) => Curves(run, ours, new("roc", model => model.Curves!.Roc)
    {
        X = read["predict.others-passed"], Y = read["predict.buyers-found"], Title = read["predict.roc"], Says = read["predict.roc-says"], HasDiagonal = true, Reader = read,
    });

    public static Picture PrecisionRecall(TrainingRun run, ModelRow ours, Reader read) => Curves(run, ours, new("precision-recall", model => [.. model.Curves!.PrecisionRecall.Where(point => point.X > 0.02)])
    {
        X = read["predict.buyers-found"], Y = read["predict.named-who-buy"], Title = read["predict.pr"], Says = read["predict.pr-says"], Reader = read,
    });

    public static Picture Calibration(ModelRow model, Reader read)
    {
        var bins = model.Curves!.Calibration;
        var most = Math.Max(1e-4, bins.Select(bin => Math.Max(bin.Predicted, bin.Observed)).DefaultIfEmpty(1).Max());
        return new()
        {
            Name = "calibration", Title = read["predict.calibration"], Says = read["predict.calibration-says", bins.Count > 0 ? bins[0].Count : 0],
            Option = new
            {
                grid = Plot.Grid, tooltip = new { trigger = "item" }, xAxis = Plot.Values(read["predict.said"], "@percent", isAcross: true), yAxis = Plot.Values(read["predict.came-true"], "@percent"),
                series = new[]
                {
                    new { name = ModelPictures.Name(model, read), type = "line", data = bins.Select(bin => new[] { bin.Predicted, bin.Observed }).ToArray(), color = "$gold", symbolSize = 8 },
                    Plot.Diagonal(most, read["predict.as-said"]), Plot.Whiskers(bins.Select(Whisker), isFlat: false),
                },
            },
            Figures = new([read["predict.said"], read["predict.came-true"], read["column.cases"]], [.. bins.Select(bin => (IReadOnlyList<object?>)[new Share(bin.Predicted), new Share(bin.Observed), bin.Count])]),
        };
    }

    /// <summary>All models of a training that say probabilities, on one plane: ours in gold with its interval, the baselines dashed.</summary>
    public static Picture Calibrations(TrainingRun run, Reader read)
    {
        var models = run.Models.Where(model => model.Curves is not null).ToArray();
        var ours = models.FirstOrDefault(model => model == run.Chosen) ?? models[0];
        var most = Math.Max(1e-4, models.SelectMany(model => model.Curves!.Calibration).Select(bin => Math.Max(bin.Predicted, bin.Observed)).DefaultIfEmpty(1).Max());
        return new()
        {
            Name = $"calibration-{run.Task}", Title = read["predict.calibration"], Says = read["models.calibration-says"], Height = 340,
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "item" }, xAxis = Plot.Values(read["predict.said"], "@percent", isAcross: true), yAxis = Plot.Values(read["predict.came-true"], "@percent"),
                series = models.Select((model, place) => Plot.Line(
                        ModelPictures.Name(model, read), model.Curves!.Calibration.Select(bin => new[] { bin.Predicted, bin.Observed }), model == ours ? "$gold" : model.IsBaseline ? "$slate" : Plot.Colour(place), model.IsBaseline && model != ours))
                    .Append(Plot.Diagonal(most, read["predict.as-said"]))
                    .Append(Plot.Whiskers(ours.Curves!.Calibration.Select(Whisker), isFlat: false)).ToArray(),
            },
            Figures = new([read["column.model"], read["predict.said"], read["predict.came-true"], read["column.cases"]],
                [.. models.SelectMany(model => model.Curves!.Calibration.Select(bin => (IReadOnlyList<object?>)[ModelPictures.Name(model, read), new Share(bin.Predicted), new Share(bin.Observed), bin.Count]))]),
        };
    }

    /// <summary>The 95 % interval of a share of so many cases.</summary>
    private static double[] Whisker(CalibrationBin bin)
    {
        var error = 1.96 * Math.Sqrt(bin.Observed * (1 - bin.Observed) / Math.Max(1, bin.Count));
        return [bin.Predicted, Math.Max(0, bin.Observed - error), bin.Observed + error];
    }

    public static Picture Lift(ModelRow model, Reader read)
    {
        var tenths = model.Curves!.Lift.Select((lift, place) => (Name: $"{(place * 10) + 1}–{(place + 1) * 10}%", Lift: double.IsNaN(lift) ? 0 : lift)).ToArray();
        return new()
        {
            Name = "lift", Title = read["predict.lift"], Says = read["predict.lift-says"],
            Option = new
            {
                grid = Plot.Grid, tooltip = new { trigger = "axis", valueFormatter = "@figure" }, xAxis = Plot.Names(tenths.Select(each => each.Name), read["predict.tenth"]), yAxis = Plot.Values(read["predict.times-average"]),
                series = new object[]
                {
                    new
                    {
                        type = "bar", data = tenths.Select(each => each.Lift).ToArray(), color = "$gold", barMaxWidth = 36,
                        markLine = new { silent = true, symbol = "none", data = new[] { new { yAxis = 1 } }, lineStyle = new { color = "$slate", type = "dashed" }, label = new { show = false } },
                    },
                },
            },
            Figures = new([read["predict.tenth"], read["predict.times-average"]], [.. tenths.Select(each => (IReadOnlyList<object?>)[each.Name, Math.Round(each.Lift, 2)])]),
        };
    }

    private static Picture Curves(TrainingRun run, ModelRow ours, CurveKind kind)
    {
        var read = kind.Reader;
        var models = run.Models.Where(model => model.Curves is not null).ToArray();
        var series = models.Select((model, place) => Plot.Line(
            ModelPictures.Name(model, read), kind.Of(model).Select(point => new[] { point.X, point.Y }), model == ours ? "$gold" : model.IsBaseline ? "$slate" : Plot.Colour(place), model.IsBaseline));
        return new()
        {
            Name = kind.Name, Title = kind.Title, Says = kind.Says,
            Option = new
            {
                grid = Plot.Grid, legend = new { show = true }, tooltip = new { trigger = "axis", valueFormatter = "@percent" },
                xAxis = Plot.Values(kind.X, "@percent", isAcross: true), yAxis = Plot.Values(kind.Y, "@percent"),
                series = (kind.HasDiagonal ? series.Append(Plot.Diagonal(1, read["predict.chance"])) : series).ToArray(),
            },
            Figures = new([read["column.model"], kind.X, kind.Y], [.. models.SelectMany(model => kind.Of(model).Select(point => (IReadOnlyList<object?>)[ModelPictures.Name(model, read), new Share(point.X), new Share(point.Y)]))]),
        };
    }

    private sealed record CurveKind(string Name, Func<ModelRow, IReadOnlyList<CurvePoint>> Of)
    {
        public required string Title { get; init; }

        public required string Says { get; init; }

        public required Reader Reader { get; init; }

        public required string X { get; init; }

        public required string Y { get; init; }

        public bool HasDiagonal { get; init; }
    }
}
