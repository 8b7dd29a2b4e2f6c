using System.Globalization;
using System.Text;
using Taojin.Mining.Marketing.Channels;
using Taojin.Numerics;
using Taojin.Quality.Frame;
using Taojin.Testing;

namespace Taojin.Quality.Marketing;

/// <summary>What channels bring: on made weeks whose truth is known, and on published weeks held out.</summary>
internal sealed class MediaPart : IMarketingPart
{
    private const int Simulations = 100, Horizon = 13, Origins = 4;
    private const double Stated = 0.9;

    public string Name => "media";

    public void Run(BenchmarkRun run)
    {
        var text = new StringBuilder("## What channels bring: media mix\n\n").Append(Coverage(run));
        if (run.Data("media-mix") is { } folder)
        {
            text.Append("\nPublished weeks (simulated by their publishers; the truth is not in the files): four times a quarter of a year is foretold from all weeks before it. Error: root mean square over the mean of the 52 held-out weeks; spending and controls of those weeks are given.\n\n");
            text.Append("| set | weeks | channels and controls | controls alone | same week last year |\n|---|---:|---:|---:|---:|\n");
            var sets = MediaSets.Read(folder);
            foreach (var (name, table) in sets)
                text.Append(Ahead(run, name, table));
            foreach (var (name, table) in sets)
                text.Append(Curves(name, table));
        }
        ResultsPage.Write("marketing:media", text.ToString());
    }

    private static string Coverage(BenchmarkRun run)
    {
        var (inside, all, widths, errors) = (0, 0, 0.0, 0.0);
        for (var seed = 1UL; seed <= Simulations; seed++)
        {
            var made = GeneratedMedia.Of(seed);
            foreach (var (said, truth) in new MediaMix(new()).Fit(made.Table, new()).Contributions.Zip(made.Share))
                (inside, all, widths, errors) = (inside + (said.Share.Low <= truth && truth <= said.Share.High ? 1 : 0), all + 1, widths + said.Share.High - said.Share.Low, errors + Math.Abs(said.Share.Value - truth));
            if (seed % 20 == 0)
                run.Say($"simulation {seed} of {Simulations}: {inside} of {all} inside");
        }
        var rate = inside / (double)all;
        var half = 1.96 * Math.Sqrt(Stated * (1 - Stated) / all);
        run.Add(new("media-mix.simulator.coverage", rate, "of true shares inside 90 % intervals", "higher") { Peer = Stated });
        run.Add(new("media-mix.simulator.share-error", errors / all, "mean absolute, of all sales", "lower"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {Simulations} shops of `GeneratedMedia` with 4 channels and 156 weeks each; nothing in them is drawn from the model's priors. 90 % intervals hold the true share in **{rate:P1}** of {all} cases (chance alone: {Stated - half:P1} to {Stated + half:P1}); mean width {widths / all:P1} and mean absolute error {errors / all:P1} of all sales.

            """);
    }

    private static string Ahead(BenchmarkRun run, string name, MediaTable table)
    {
        var (ours, alone, lastYear) = (new List<double>(), new List<double>(), new List<double>());
        for (var end = table.Weeks - (Horizon * (Origins - 1)); end <= table.Weeks; end += Horizon)
        {
            var (known, seen) = (table.First(end - Horizon), table.First(end));
            ours.AddRange(new MediaMix(new()).Fit(known, new()).Predict(seen)[^Horizon..]);
            alone.AddRange(ControlsAlone(known, seen)[^Horizon..]);
            lastYear.AddRange(table.Sales[(end - Horizon - 52)..(end - 52)]);
        }
        var truth = table.Sales[^(Horizon * Origins)..];
        var (error, bare, year) = (Error([.. ours], truth), Error([.. alone], truth), Error([.. lastYear], truth));
        run.Add(new($"media-mix.{name}.held-out-error", error, "of mean sales", "lower") { Peer = bare });
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {table.Weeks} | **{error:P1}** | {bare:P1} | {year:P1} |\n");
    }

    private static double[] ControlsAlone(MediaTable known, MediaTable whole)
    {
        double[] Rows(MediaTable table) => [.. Enumerable.Range(0, table.Weeks).SelectMany(week => table.Controls.Select(column => column[week]))];
        var fit = LeastSquares.Fit(Rows(known), known.Controls.Length, known.Sales);
        return [.. Enumerable.Range(0, whole.Weeks).Select(week => whole.Controls.Select((column, place) => column[week] * fit.Coefficients[place]).Sum())];
    }

    private static string Curves(string name, MediaTable table)
    {
        var model = new MediaMix(new()).Fit(table, new());
        var now = table.Spend.Select(spend => spend.Average()).ToArray();
        var split = MediaSplit.Of(model, now.Sum(), [.. now.Select(spend => (spend * 0.5, spend * 1.5))]);
        var text = new StringBuilder($"\n`{name}`, all weeks: sales a week at half, all and one and a half of the mean spending; the best split of the same budget within ±50 %.\n\n| channel | share of sales (90 %) | return (90 %) | spend now | at ×0.5 | at ×1 (90 %) | at ×1.5 | best spend | R̂ |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (var channel = 0; channel < now.Length; channel++)
        {
            var (each, at) = (model.Contributions[channel], model.ResponseAt(channel, now[channel]));
            text.Append(CultureInfo.InvariantCulture, $"| {each.Channel} | {each.Share.Value:P1} ({each.Share.Low:P1}–{each.Share.High:P1}) | {each.Return.Value:0.00} ({each.Return.Low:0.00}–{each.Return.High:0.00}) | {now[channel]:#,0} | {model.ResponseAt(channel, now[channel] / 2).Value:#,0} | {at.Value:#,0} ({at.Low:#,0}–{at.High:#,0}) | {model.ResponseAt(channel, now[channel] * 1.5).Value:#,0} | {split.Spend[channel]:#,0} | {each.Agreement:0.00} |\n");
        }
        return text.ToString();
    }

    private static double Error(double[] said, double[] truth) => Math.Sqrt(said.Zip(truth, (one, other) => (one - other) * (one - other)).Average()) / truth.Average();
}
