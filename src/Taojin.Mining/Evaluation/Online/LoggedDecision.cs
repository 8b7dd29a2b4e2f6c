namespace Taojin.Mining.Evaluation.Online;

/// <summary>One thing that was shown, what came of it, and how two policies would have chosen.</summary>
/// <param name="Reward">What it brought: 1 for a click or a purchase, or money; finite.</param>
/// <param name="Propensity">Probability with which the policy that answered showed it, in (0, 1]; of a place in a list, over all that may stand above it.</param>
/// <param name="Candidate">Probability with which the candidate policy would have shown it, in [0, 1].</param>
/// <param name="Predicted">What a reward model expects of it, 0 where there is none.</param>
/// <param name="CandidatePredicted">What the reward model expects of the candidate's choice: its mean over the candidate's probabilities.</param>
public readonly record struct LoggedDecision(double Reward, double Propensity, double Candidate, double Predicted = 0, double CandidatePredicted = 0)
{
    /// <summary>How many times likelier the candidate is to show it.</summary>
    internal double Weight => Candidate / Propensity;
}
