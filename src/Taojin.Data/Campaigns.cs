namespace Taojin.Data;

/// <summary>A campaign as the shop planned it.</summary>
/// <param name="CampaignId">Its id.</param>
/// <param name="Title">What people call it, or null.</param>
/// <param name="Channel">By which channel it goes out, or null.</param>
public sealed record Campaign(string CampaignId, string? Title, string? Channel)
{
    /// <summary>Names of the arms as a JSON array, or null.</summary>
    public string? Arms { get; init; }

    /// <summary>What is offered, as JSON, or null.</summary>
    public string? Offers { get; init; }

    /// <summary>What it costs as a whole, NaN when unknown.</summary>
    public double Cost { get; init; } = double.NaN;

    /// <summary>When it begins, or null.</summary>
    public Instant? Starts { get; init; }

    /// <summary>When it ends, or null.</summary>
    public Instant? Ends { get; init; }
}

/// <summary>Who was reached by a campaign, when and how.</summary>
/// <param name="User">Index of the user.</param>
/// <param name="CampaignId">Id of the campaign.</param>
/// <param name="Time">When.</param>
public readonly record struct Exposure(int User, string CampaignId, Instant Time)
{
    /// <summary>The arm this user was put into, or null.</summary>
    public string? Arm { get; init; }

    /// <summary>By which channel, or null.</summary>
    public string? Channel { get; init; }

    /// <summary>What the contact cost, NaN when unknown.</summary>
    public double Cost { get; init; }

    /// <summary>Probability with which this user got this arm, NaN when unknown.</summary>
    public double Propensity { get; init; }
}

/// <summary>A coupon of a campaign that was used.</summary>
/// <param name="User">Index of the user.</param>
/// <param name="CampaignId">Id of the campaign.</param>
/// <param name="Coupon">Id of the coupon, or null.</param>
/// <param name="Time">When.</param>
public readonly record struct Redemption(int User, string CampaignId, string? Coupon, Instant Time);

/// <summary>The state of an order, as the shop tells it.</summary>
/// <param name="OrderId">Its id.</param>
/// <param name="User">Index of the user.</param>
/// <param name="Time">When it was placed.</param>
public sealed record OrderState(string OrderId, int User, Instant Time)
{
    /// <summary>Such as paid, sent or delivered, in the shop's words; or null.</summary>
    public string? State { get; init; }

    /// <summary>What it comes to, NaN when unknown.</summary>
    public double Total { get; init; } = double.NaN;

    /// <summary>Currency, or null.</summary>
    public string? Currency { get; init; }
}
