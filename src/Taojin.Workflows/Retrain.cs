using System.Globalization;
using Taojin.Mining.Evaluation;
using Taojin.Storage.Models;
using Taojin.Workflows.Training;

namespace Taojin.Workflows;

/// <summary>Publishes what a training by itself made: only what keeps up with the version that answers.</summary>
public sealed class Retrain(Mine mine)
{
    /// <summary>Publishes the best model of the last training of a task if it may be.</summary>
    /// <param name="task">The task.</param>
    /// <param name="canary">Share of the users whom it answers first; everybody when null.</param>
    public RetrainOutcome Run(string task, double? canary)
    {
        var alias = $"{task}@live";
        if (mine.Models.Canary(alias) is { } running)
            return new([], new(false, $"{running.Version} is tried out now; the new version waits for that to end.", $"{running.Version} 正在试用，新版本等待其结束。"));
        if (Train.Last(mine, task)?.Models.FirstOrDefault(model => model.Gate.IsPassed) is not { } best)
            return new([], new(false, "No model beats its baselines.", "没有模型优于基线。"));
        var verdict = Judge(task, best);
        return new(verdict.IsPassed ? new Publish(mine).RunBest(task, canary) : [], verdict);
    }

    /// <summary>Whether a model is not worse than the version that answers by more than the interval, on the newest window.</summary>
    /// <remarks>
    /// Where the present version has seen nothing of the window, both are judged on it and the interval is paired. Else its algorithm, fitted anew
    /// before the window, stands for it; and where that was not trained, what the present version reached on its own window.
    /// </remarks>
    public GateVerdict Judge(string task, ModelRow row)
    {
        if (mine.Models.Current($"{task}@live") is not { } present)
            return new(true, "Nothing answers yet.", "目前没有上线的模型。");
        var metric = row.Metrics[0];
        if (row.AgainstPresent is { } difference)
            return Verdict(difference.High >= 0, (present, metric.Name), Invariant($"{difference.Value:+0.0000;−0.0000;0} ({difference.Low:+0.0000;−0.0000;0} to {difference.High:+0.0000;−0.0000;0}) on the newest window"), Invariant($"最新窗口上差 {difference.Value:+0.0000;−0.0000;0}（{difference.Low:+0.0000;−0.0000;0} 至 {difference.High:+0.0000;−0.0000;0}）"));
        var card = mine.Models.CardOf(present);
        var recipe = Train.Last(mine, task)!.Models.FirstOrDefault(model => model.Algorithm == card.Algorithm);
        var other = recipe?.Metrics[0] ?? (card.Metrics is [var main, ..] ? main : null);
        return other is null || double.IsNaN(metric.High)
            ? new(false, $"{present} cannot be compared.", $"无法与 {present} 比较。")
            : Verdict(recipe is null ? metric.High >= other.Low : metric.High >= other.Value, (present, metric.Name),
                Invariant($"{metric.Value:0.0000} ({metric.Low:0.0000} to {metric.High:0.0000}) against {other.Value:0.0000} {(recipe is null ? "on its own window" : "of its algorithm fitted anew")}"),
                Invariant($"{metric.Value:0.0000}（{metric.Low:0.0000} 至 {metric.High:0.0000}），对比{(recipe is null ? "其自身窗口" : "同算法重新拟合")}的 {other.Value:0.0000}"));
    }

    private static GateVerdict Verdict(bool isPassed, (ModelVersion Version, string Metric) present, string figures, string figuresZh) => isPassed
        ? new(true, $"Not worse than {present.Version} on {present.Metric}: {figures}.", $"{present.Metric} 不低于 {present.Version}：{figuresZh}。")
        : new(false, $"Worse than {present.Version} on {present.Metric}: {figures}.", $"{present.Metric} 低于 {present.Version}：{figuresZh}。");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What became of a training by itself.</summary>
/// <param name="Published">What was published under which alias; empty when nothing was.</param>
/// <param name="Verdict">Whether the best model keeps up with the version that answers.</param>
public sealed record RetrainOutcome(IReadOnlyList<(string Alias, ModelVersion Version, string Why, string WhyZh)> Published, GateVerdict Verdict);
