using Taojin.Numerics;

namespace Taojin.Mining.Evaluation.Online;

/// <summary>One arm of an experiment and the share of users that get it.</summary>
/// <param name="Name">Name of the arm, such as <c>control</c>.</param>
/// <param name="Share">Share of the users, above 0; the shares of an experiment need not add up to 1, the rest is outside of it.</param>
public readonly record struct ExperimentArm(string Name, double Share)
{
    /// <summary>
    /// The arm of a user: the same on every machine and after every restart, independent between experiments (their salts differ), and unmoved
    /// for those who stay inside when a share grows at the end of the list.
    /// </summary>
    /// <param name="arms">The arms, in their order.</param>
    /// <param name="salt">Name of the experiment.</param>
    /// <param name="userId">The user.</param>
    /// <returns>Index of the arm, or -1: outside of the experiment.</returns>
    public static int Of(ReadOnlySpan<ExperimentArm> arms, string salt, string userId)
    {
        var place = Place(salt, userId);
        for (var arm = 0; arm < arms.Length; arm++)
        {
            place -= arms[arm].Share;
            if (place < 0)
                return arm;
        }
        return -1;
    }

    /// <summary>A user's place in [0, 1) under a salt.</summary>
    private static double Place(string salt, string userId) => SplitMix64.Stream(0, $"{salt}\n{userId}").NextDouble();
}
