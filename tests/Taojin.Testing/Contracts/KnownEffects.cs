using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Testing.Contracts;

/// <summary>An experiment whose effects are known for every person: two arms, three columns.</summary>
/// <remarks>
/// Outcome = 2·x₀ + noise. Arm A adds 1 for people with x₁ above 0, nothing for others; arm B adds 0.5 for everybody. x₂ decides nothing.
/// As yes and no: probability 0.3, plus 0.3 in arm A for x₁ above 0, plus 0.15 in arm B.
/// </remarks>
public static class KnownEffects
{
    /// <summary>People dealt to control, A and B by chance.</summary>
    public static ExperimentTable Of(int people, bool isYesNo, ulong seed = 1)
    {
        var chance = SplitMix64.Stream(seed, "known-effects", isYesNo ? 1 : 0);
        var (values, arm, outcomes) = (new DenseRows(people, 3), new int[people], new float[people]);
        for (var person = 0; person < people; person++)
        {
            for (var column = 0; column < 3; column++)
                values[person][column] = (float)chance.NextNormal();
            arm[person] = chance.NextInt32(3);
            var effect = arm[person] == 0 ? 0 : Truth(values[person][1], arm[person] - 1);
            outcomes[person] = isYesNo
                ? chance.NextDouble() < 0.3 + (0.3 * effect) ? 1 : 0
                : (float)((2 * values[person][0]) + effect + chance.NextNormal());
        }
        return new() { Features = new(["x0", "x1", "x2"], values), Arms = ["A", "B"], Arm = arm, Outcomes = outcomes, Assignment = Assignment.Randomised };
    }

    /// <summary>The true effect of an arm (0 = A, 1 = B) on the amount; on the probability it is 0.3 times as much.</summary>
    public static double Truth(float x1, int arm) => arm == 1 ? 0.5 : x1 > 0 ? 1 : 0;
}
