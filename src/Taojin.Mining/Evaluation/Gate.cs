using System.Globalization;

namespace Taojin.Mining.Evaluation;

/// <summary>Whether a model may be published without a reason.</summary>
/// <param name="IsPassed">Whether it beats every baseline by more than the interval.</param>
/// <param name="Text">The finding in English.</param>
/// <param name="TextZh">The finding in Chinese.</param>
public sealed record GateVerdict(bool IsPassed, string Text, string TextZh);

/// <summary>Compares a model with the simple ones beside it: what does not beat them is not worth its cost.</summary>
public static class Gate
{
    /// <summary>Judges a model that is not itself a baseline.</summary>
    /// <param name="model">The model's scores.</param>
    /// <param name="baselines">Scores of the baselines on the same cases, by title in English and Chinese; may be empty.</param>
    public static GateVerdict Judge(ModelScore model, IReadOnlyList<(string Title, string TitleZh, ModelScore Score)> baselines)
    {
        if (baselines.Count == 0)
            return new(false, "No baseline was fitted beside it.", "没有可比较的基线。");
        var hardest = baselines.MaxBy(baseline => baseline.Score.Main.Value);
        var (difference, metric) = (model.Against(hardest.Score), model.Main.Name);
        var figures = Invariant($"{Signed(difference.Value)} ({Signed(difference.Low)} to {Signed(difference.High)})");
        var figuresZh = Invariant($"{Signed(difference.Value)}（{Signed(difference.Low)} 至 {Signed(difference.High)}）");
        return difference.Low > 0
            ? new(true, $"Beats {hardest.Title} on {metric} by {figures}.", $"{metric} 优于{hardest.TitleZh}：{figuresZh}。")
            : new(false, $"Does not beat {hardest.Title} on {metric}: {figures}.", $"{metric} 未优于{hardest.TitleZh}：{figuresZh}。");
    }

    /// <summary>Judges a baseline: it may be published when no other baseline is better.</summary>
    public static GateVerdict JudgeBaseline(ModelScore model, IReadOnlyList<(string Title, string TitleZh, ModelScore Score)> others) =>
        others.All(other => other.Score.Main.Value <= model.Main.Value)
            ? new(true, $"The best of the baselines on {model.Main.Name}.", $"{model.Main.Name} 最好的基线。")
            : new(false, $"A baseline, and another is better on {model.Main.Name}.", $"这是基线，且另一基线的 {model.Main.Name} 更好。");

    private static string Signed(double value) => value.ToString("+0.0000;−0.0000;0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
