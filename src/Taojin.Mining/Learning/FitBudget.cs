namespace Taojin.Mining.Learning;

/// <summary>
/// How long a fit may take. It is asked between steps; once it is spent the fit ends with what was learned so far, and the model is not
/// the same from run to run.
/// </summary>
/// <param name="isSpent">Whether the time is over; from the outside, since Mining has no clock.</param>
public sealed class FitBudget(Func<bool> isSpent)
{
    /// <summary>Whether a fit ended early because of it.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Whether to end now. Ask only where ending means that steps are left out.</summary>
    public bool Ends() => HasCut |= isSpent();
}
