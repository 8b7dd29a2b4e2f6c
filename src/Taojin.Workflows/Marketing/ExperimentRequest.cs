namespace Taojin.Workflows.Marketing;

/// <summary>What is to be judged of a campaign.</summary>
public enum CampaignOutcome
{
    /// <summary>Whether the user bought anything.</summary>
    Bought,

    /// <summary>Money the user spent.</summary>
    Spent,

    /// <summary>Whether the user came at all.</summary>
    Visited,
}

/// <summary>Which campaign is looked at, and how.</summary>
/// <param name="CampaignId">Its id; null for the one with the most users reached.</param>
public sealed record ExperimentRequest(string? CampaignId)
{
    /// <summary>What counts.</summary>
    public CampaignOutcome Outcome { get; init; } = CampaignOutcome.Bought;

    /// <summary>Days after the contact that count.</summary>
    public int Days { get; init; } = 14;

    /// <summary>Name of the arm that got nothing; null looks for control, holdout, none, 对照 or 留出.</summary>
    public string? Control { get; init; }

    /// <summary>Whether chance decided who got what: null believes it when every contact of the campaign states its propensity.</summary>
    public bool? IsRandomised { get; init; }
}
