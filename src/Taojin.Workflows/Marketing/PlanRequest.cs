using Taojin.Data;

namespace Taojin.Workflows.Marketing;

/// <summary>An offer of a plan: an arm of the experiment that it was tried in.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Cost">What making it to one user costs, taken from the budget.</param>
/// <param name="Channel">By which channel it goes out.</param>
public sealed record PlannedOffer(string Arm, double Cost, string Channel);

/// <summary>What a plan is made from.</summary>
/// <param name="Experiment">The campaign whose effects are carried over.</param>
/// <param name="Offers">Offers that may be made.</param>
/// <param name="Budget">Most that may be spent.</param>
public sealed record PlanRequest(ExperimentRequest Experiment, IReadOnlyList<PlannedOffer> Offers, double Budget)
{
    /// <summary>Part of a sale that is profit, above 0 and at most 1.</summary>
    public double Margin { get; init; } = 0.3;

    /// <summary>Share of the planned users kept without an offer by chance, to measure the plan.</summary>
    public double HoldoutShare { get; init; } = 0.1;

    /// <summary>Nobody who was reached this often in the last <see cref="ContactDays"/> is reached again.</summary>
    public int MostContacts { get; init; } = 2;

    /// <summary>Days that <see cref="MostContacts"/> looks back.</summary>
    public int ContactDays { get; init; } = 30;

    /// <summary>Most offers by channel.</summary>
    public IReadOnlyDictionary<string, int> ChannelCaps { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Fewest users by segment: active (bought within 30 days), cooling (within 90), lapsed (longer ago), new (never bought).</summary>
    public IReadOnlyDictionary<string, int> SegmentMinima { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Each segment gets at least this part of its share of the offers; 0 for no such rule.</summary>
    public double Fairness { get; init; }

    /// <summary>Whether the contacts are written into the log, held-out users too, so that the plan can be measured later.</summary>
    public bool IsRecorded { get; init; }

    /// <exception cref="TaojinException">plan.out-of-range: a number makes no sense.</exception>
    internal void Require()
    {
        var isSound = Budget > 0 && Margin is > 0 and <= 1 && HoldoutShare is > 0 and < 1 && Fairness is >= 0 and <= 1 && Experiment.Days is >= 1 and <= 365 && Offers.All(offer => offer.Cost >= 0);
        if (!isSound)
            throw new TaojinException("plan.out-of-range", $"Budget {Budget}, margin {Margin}, holdout {HoldoutShare}, fairness {Fairness}, {Experiment.Days} days.",
                "Give a budget above 0, a margin above 0 and up to 1, a holdout between 0 and 1, a fairness of 0 to 1, 1 to 365 days, and costs of 0 or more.");
    }
}
