using Taojin.Mining.Evaluation;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;

namespace Taojin.Quality.Deep;

/// <summary>How much one model is better than another, in words that say whether it is more than the interval.</summary>
internal static class Gains
{
    /// <summary>Such as <c>+.0012 (+.0003 to +.0021)</c>, on the main metric.</summary>
    public static string Of(ModelScore one, ModelScore other) => GainText.Of(one.Against(other));

    /// <summary>A sentence on a deep model beside the best closed-form one, and the figure for it.</summary>
    /// <param name="run">Notes the figure.</param>
    /// <param name="deep">The deep model, its name that of the figure.</param>
    /// <param name="closed">Closed-form models; the best of them on the main metric is compared with.</param>
    /// <param name="set">What the figure's name begins with.</param>
    public static string Verdict(BenchmarkRun run, TrialRow deep, IEnumerable<TrialRow> closed, string set)
    {
        var best = closed.MaxBy(row => row.Score.Main.Value)!;
        var gain = deep.Score.Against(best.Score);
        run.Add(new($"{set}.{deep.Name}-minus-closed-form.{deep.Score.Main.Name.ToLowerInvariant()}", gain.Value, deep.Score.Main.Name, "higher") { Low = gain.Low, High = gain.High, Peer = 0 });
        return Words(deep, best);
    }

    /// <summary>Whether a deep model is better than a closed-form one, and whether that is more than the interval.</summary>
    public static string Words(TrialRow deep, TrialRow closed)
    {
        var gain = deep.Score.Against(closed.Score);
        var verdict = gain.Low > 0 ? "better by more than the interval" : gain.High < 0 ? "worse by more than the interval" : "a difference that the interval does not tell from none";
        return $"**{deep.Name}** less **{closed.Name}**, the best closed-form model here: {deep.Score.Main.Name} {GainText.Of(gain)}, {verdict}.";
    }
}
