namespace Taojin.Mining.Evaluation.Online;

/// <summary>A reward model for off-policy estimates: the mean reward of each choice, drawn towards the mean of all. Never told of the decision it speaks of.</summary>
/// <remarks>Two halves, each judged by the means of the other (cross-fitting, Chernozhukov et al. 2018, doi:10.1111/ectj.12097), so that DR stays unbiased.</remarks>
public sealed class ChoiceRewards
{
    /// <summary>How many decisions the mean of all counts beside a choice's own.</summary>
    private const double Prior = 20;

    private readonly (Dictionary<string, (double Sum, double Count)> Choices, double Mean)[] _halves;

    /// <param name="log">What was chosen and what it brought, in order.</param>
    public ChoiceRewards(IReadOnlyList<(string Choice, double Reward)> log) => _halves = [.. Enumerable.Range(0, 2).Select(half =>
    {
        var own = log.Where((_, place) => place % 2 == half).ToArray();
        return (
            own.GroupBy(each => each.Choice, StringComparer.Ordinal).ToDictionary(same => same.Key, same => (same.Sum(each => each.Reward), (double)same.Count()), StringComparer.Ordinal),
            own.Length == 0 ? 0 : own.Average(each => each.Reward));
    })];

    /// <summary>What a choice is expected to bring, by the half that does not hold a decision.</summary>
    /// <param name="place">The decision's place in the log, from 0.</param>
    /// <param name="choice">The choice.</param>
    public double Of(int place, string choice)
    {
        var (choices, mean) = _halves[1 - (place % 2)];
        var (sum, count) = choices.GetValueOrDefault(choice);
        return (sum + (Prior * mean)) / (count + Prior);
    }
}
