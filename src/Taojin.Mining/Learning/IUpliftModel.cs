using Taojin.Numerics;

namespace Taojin.Mining.Learning;

/// <summary>Says by how much each treatment would change each row's outcome, against no treatment.</summary>
public interface IUpliftModel
{
    /// <summary>Names of the treatments, without the control.</summary>
    IReadOnlyList<string> Arms { get; }

    /// <summary>Writes the expected change of the outcome, in its unit: a probability for yes and no, money for money.</summary>
    /// <param name="features">Rows with the columns of the fit, shape [rows × columns]; NaN means unknown.</param>
    /// <param name="uplift">Receives one change a row and arm, shape [rows × arms].</param>
    void Predict(FeatureTable features, DenseRows uplift);
}

/// <summary>How it came about who was treated: only one of the two lets a difference be called an effect.</summary>
public enum Assignment
{
    /// <summary>By chance, with known shares: differences are effects.</summary>
    Randomised,

    /// <summary>By people or by rules: differences are effects only if everything that decided both treatment and outcome is among the columns.</summary>
    Observational,
}

/// <summary>People who were treated in one of several ways or not at all, with what came out.</summary>
public sealed class ExperimentTable
{
    /// <summary>What was known of each person before the treatment.</summary>
    public required FeatureTable Features { get; init; }

    /// <summary>Names of the treatments, without the control.</summary>
    public required IReadOnlyList<string> Arms { get; init; }

    /// <summary>0 for the control, i + 1 for <see cref="Arms"/>[i], shape [rows].</summary>
    public required int[] Arm { get; init; }

    /// <summary>What came out: 0 or 1 for no and yes, or an amount, shape [rows].</summary>
    public required float[] Outcomes { get; init; }

    /// <summary>How it came about who was treated.</summary>
    public required Assignment Assignment { get; init; }

    /// <summary>Whether all outcomes are 0 or 1.</summary>
    public bool IsYesNo => Outcomes.All(outcome => outcome is 0 or 1);

    /// <summary>Number of people.</summary>
    public int RowCount => Arm.Length;

    /// <summary>People in the control (0) or an arm (i + 1), in order.</summary>
    public int[] RowsOf(int arm) => [.. Enumerable.Range(0, Arm.Length).Where(row => Arm[row] == arm)];

    /// <summary>The given people, in the given order.</summary>
    public ExperimentTable Pick(int[] rows) => new()
    {
        Features = Features.Pick(rows),
        Arms = Arms,
        Arm = [.. rows.Select(row => Arm[row])],
        Outcomes = [.. rows.Select(row => Outcomes[row])],
        Assignment = Assignment,
    };

    /// <summary>The control and one arm only, which becomes arm 1.</summary>
    /// <param name="arm">Place in <see cref="Arms"/>.</param>
    public ExperimentTable Only(int arm)
    {
        int[] rows = [.. Enumerable.Range(0, Arm.Length).Where(row => Arm[row] == 0 || Arm[row] == arm + 1)];
        var both = Pick(rows);
        return new() { Features = both.Features, Arms = [Arms[arm]], Arm = Array.ConvertAll(both.Arm, each => Math.Min(each, 1)), Outcomes = both.Outcomes, Assignment = Assignment };
    }

    /// <summary>Nothing can be learned of an arm without people in it.</summary>
    /// <exception cref="TooLittleDataException">The control or an arm has fewer than <paramref name="least"/> people.</exception>
    internal void RequireAllArms(int least)
    {
        for (var arm = 0; arm <= Arms.Count; arm++)
            if (Arm.Count(each => each == arm) is var found && found < least)
            {
                var (name, nameZh) = arm == 0 ? ("the control", "对照组") : ($"arm '{Arms[arm - 1]}'", $"实验组“{Arms[arm - 1]}”");
                throw new TooLittleDataException($"{name} has {found} people; {least} are needed.", $"{nameZh}只有 {found} 人，至少需要 {least} 人。");
            }
    }
}
