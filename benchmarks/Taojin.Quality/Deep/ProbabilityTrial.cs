using System.Diagnostics;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using Taojin.Mining.Torch;
using Taojin.Quality.Frame;
using Taojin.Testing.Contracts;

namespace Taojin.Quality.Deep;

/// <summary>One model of probabilities on one test.</summary>
internal sealed record ProbabilityRow(string Name, ModelScore Score)
{
    public double Seconds { get; init; } = double.NaN;

    public double CpuSeconds { get; init; } = double.NaN;

    public double PeakGiB { get; init; } = double.NaN;

    /// <summary>Microseconds of one answer, rows one at a time.</summary>
    public double Micros { get; init; } = double.NaN;

    public long Bytes { get; init; }

    /// <summary>What it said on the validation rows and on the test rows.</summary>
    public required (double[] Validation, double[] Test) Said { get; init; }
}

/// <summary>Fits models of probabilities and judges them on the same later rows.</summary>
internal sealed class ProbabilityTrial(BenchmarkRun run, PurchaseData data)
{
    private const int TimedAnswers = 2000;
    private static readonly Algorithms Algorithms = new(typeof(MlpEstimator).Assembly);

    public ProbabilityRow Fit(string algorithm, object? options = null, string? name = null)
    {
        PeakMemory.Reset();
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var model = Algorithms.Estimator<LabelledTable, IProbabilityModel>(algorithm, options).Fit(data.Train, new FitContext());
        var (seconds, used, peak) = (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, PeakMemory.GiB);
        var said = (Said(model, data.Train.Validation!.Features), Said(model, data.Test.Features));
        return Judge(name ?? algorithm, said) with { Seconds = seconds, CpuSeconds = used, PeakGiB = peak, Micros = Micros(model), Bytes = MemoryArtifact.Of(model).Size };
    }

    /// <summary>Weighted mean of the log-odds of two models; the weight is the best of eleven by log-loss on the validation rows.</summary>
    public ProbabilityRow Blend(string name, ProbabilityRow one, ProbabilityRow other)
    {
        var labels = data.Train.Validation!.Labels;
        var weight = Enumerable.Range(0, 11).Select(step => step / 10.0).MinBy(share => LogLoss(labels, Mean(one.Said.Validation, other.Said.Validation, share)));
        run.Say(FormattableString.Invariant($"{name}: {1 - weight:0.0} and {weight:0.0}"));
        return Judge(name, (Mean(one.Said.Validation, other.Said.Validation, weight), Mean(one.Said.Test, other.Said.Test, weight))) with
        {
            Seconds = one.Seconds + other.Seconds, CpuSeconds = one.CpuSeconds + other.CpuSeconds, PeakGiB = Math.Max(one.PeakGiB, other.PeakGiB), Micros = one.Micros + other.Micros, Bytes = one.Bytes + other.Bytes,
        };
    }

    private ProbabilityRow Judge(string name, (double[] Validation, double[] Test) said)
    {
        var score = ProbabilityEvaluation.Evaluate(data.Test.Labels, said.Test, data.Test.Users, new FitContext());
        run.Say(FormattableString.Invariant($"{name}: AUC {score["AUC"].Value:0.0000}, PR-AUC {score["PR-AUC"].Value:0.0000}, log-loss {score["LogLoss"].Value:0.00000}"));
        return new(name, score) { Said = said };
    }

    private double Micros(IProbabilityModel model)
    {
        var rows = Enumerable.Range(0, TimedAnswers).Select(row => data.Test.Features.Row(row % data.Test.Labels.Length, model.Columns.Count)).ToArray();
        foreach (var row in rows)
            model.Predict(row);
        var start = Stopwatch.GetTimestamp();
        foreach (var row in rows)
            model.Predict(row);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / rows.Length;
    }

    private static double[] Said(IProbabilityModel model, FeatureTable rows)
    {
        var said = new double[rows.RowCount];
        model.Predict(rows, said);
        return said;
    }

    private static double[] Mean(double[] one, double[] other, double share) => [.. one.Zip(other, (a, b) => 1 / (1 + Math.Exp(-((1 - share) * Logit(a)) - (share * Logit(b)))))];

    private static double Logit(double p) => Math.Log(Math.Max(1e-12, p) / Math.Max(1e-12, 1 - p));

    private static double LogLoss(bool[] labels, double[] said) => labels.Zip(said, (label, p) => -Math.Log(Math.Max(1e-15, label ? p : 1 - p))).Average();
}
