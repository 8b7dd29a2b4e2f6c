using System.Globalization;

namespace Taojin.Mining.Evaluation.Online;

/// <summary>Says whether a version on trial does harm, from what it and the stable version did. It may be asked as often as one likes.</summary>
/// <remarks>
/// Faults and slow answers are judged by <see cref="FaultEvidence"/>, with the stable version's own share taken as allowed; the online metric by
/// the difference of <see cref="OnlineOutcomes"/>, whose interval holds at all times at once. What is slow follows from the stable version's p99
/// as it is measured, which is taken as known.
/// </remarks>
public static class TrialJudge
{
    /// <summary>Answers of the stable version from which its p99 can be told.</summary>
    private const int FewestForSlow = 200;

    private const double SlowAllowed = 0.01;

    /// <summary>The first harm that is certain enough; null while there is none.</summary>
    /// <param name="trial">The version on trial.</param>
    /// <param name="stable">What it is compared with; null: nothing is known of it, and the limits stand alone.</param>
    /// <param name="limits">What may be worse.</param>
    public static TrialHarm? Judge(TrialArm trial, TrialArm? stable, TrialLimits limits) =>
        Faults(trial, stable, limits).FirstOrDefault(harm => harm is not null) ?? Slow(trial, stable, limits) ?? Metric(trial, stable, limits);

    private static IEnumerable<TrialHarm?> Faults(TrialArm trial, TrialArm? stable, TrialLimits limits)
    {
        yield return Fault(("errors", "fails in", "出错", "share of errors"), arm => arm.Errors, (trial, stable), limits);
        yield return Fault(("nan", "gives no number in", "给出非数值", "share of answers with NaN"), arm => arm.NotNumbers, (trial, stable), limits);
        yield return Fault(("empty", "has nothing to say in", "无结果", "share of empty answers"), arm => arm.Empty, (trial, stable), limits);
    }

    private static TrialHarm? Fault((string Code, string Verb, string VerbZh, string Name) kind, Func<TrialArm, long> of, (TrialArm Trial, TrialArm? Stable) arms, TrialLimits limits)
    {
        var (faults, answers) = (of(arms.Trial), arms.Trial.Answers);
        var usual = arms.Stable is { Answers: > 0 } stable ? (double)of(stable) / stable.Answers : 0;
        if (faults <= answers * (usual + limits.FaultShare) || FaultEvidence.Of(faults, answers, usual + limits.FaultShare) < FaultEvidence.Alarm)
            return null;
        var share = (double)faults / answers;
        return new(
            kind.Code,
            string.Create(CultureInfo.InvariantCulture, $"It {kind.Verb} {faults} of {answers} answers ({share:0.0%}); the stable version in {usual:0.0%}."),
            string.Create(CultureInfo.InvariantCulture, $"{answers} 次回答中有 {faults} 次{kind.VerbZh}（{share:0.0%}），稳定版本为 {usual:0.0%}。"),
            [new(kind.Name, share, arms.Stable is null ? null : usual, answers)]);
    }

    private static TrialHarm? Slow(TrialArm trial, TrialArm? stable, TrialLimits limits)
    {
        if (stable is null || stable.Durations.Count < FewestForSlow)
            return null;
        var usual = stable.Durations.Quantile(0.99);
        var bound = Math.Max(limits.SlowAtLeast, limits.SlowRatio * usual);
        var (slow, answers) = (trial.Durations.Above(bound), trial.Durations.Count);
        if (slow <= answers * SlowAllowed || FaultEvidence.Of(slow, answers, SlowAllowed) < FaultEvidence.Alarm)
            return null;
        var p99 = trial.Durations.Quantile(0.99);
        return new(
            "slow",
            string.Create(CultureInfo.InvariantCulture, $"{slow} of {answers} answers took more than {bound * 1000:0.0} ms; its p99 is {p99 * 1000:0.0} ms, the stable version's {usual * 1000:0.0} ms."),
            string.Create(CultureInfo.InvariantCulture, $"{answers} 次回答中有 {slow} 次超过 {bound * 1000:0.0} 毫秒；p99 为 {p99 * 1000:0.0} 毫秒，稳定版本为 {usual * 1000:0.0} 毫秒。"),
            [new("p99 seconds", p99, usual, answers)]);
    }

    private static TrialHarm? Metric(TrialArm trial, TrialArm? stable, TrialLimits limits)
    {
        if (limits.Metric is not { } name || trial.Outcomes is not { } ours || stable?.Outcomes is not { } theirs || Math.Min(ours.Users, theirs.Users) < limits.FewestUsers)
            return null;
        var difference = ours.Against(theirs).First(each => each.Name == $"Δ {name}");
        if (!(difference.High < 0))
            return null;
        var (value, usual) = (ours.Measured().First(each => each.Name == name).Value, theirs.Measured().First(each => each.Name == name).Value);
        return new(
            "metric",
            string.Create(CultureInfo.InvariantCulture, $"{name} is {value:0.0000} with {ours.Users} users, {usual:0.0000} with the stable version's {theirs.Users}: {difference.Value:0.0000} ({difference.Low:0.0000} to {difference.High:0.0000})."),
            string.Create(CultureInfo.InvariantCulture, $"{ours.Users} 位用户的 {name} 为 {value:0.0000}，稳定版本 {theirs.Users} 位用户为 {usual:0.0000}：差 {difference.Value:0.0000}（{difference.Low:0.0000} 至 {difference.High:0.0000}）。"),
            [new(name, value, usual, ours.Users), new(difference.Name, difference.Value, null, ours.Users)]);
    }
}
