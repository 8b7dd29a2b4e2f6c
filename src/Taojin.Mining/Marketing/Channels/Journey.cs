namespace Taojin.Mining.Marketing.Channels;

/// <summary>The marketing contacts of one user, in order of time, up to a purchase or to the end of the window.</summary>
/// <param name="Channels">Index of each contact's channel, oldest first; may be empty.</param>
/// <param name="Value">What the purchase was worth, 1 to count purchases; 0 for no purchase.</param>
/// <param name="Count">How many users had just this journey.</param>
public sealed record Journey(IReadOnlyList<int> Channels, double Value, double Count = 1)
{
    /// <summary>Whether it ended in a purchase.</summary>
    public bool IsBought => Value > 0;
}

/// <summary>What one rule gives to each channel.</summary>
/// <param name="Rule">Name of the rule, in kebab-case.</param>
/// <param name="Title">What it does, in English.</param>
/// <param name="TitleZh">What it does, in Chinese.</param>
/// <param name="Credit">Value given to each channel, shape [channels]; adds up to the value of all journeys with contacts that ended in a purchase.</param>
public sealed record ChannelCredit(string Rule, string Title, string TitleZh, IReadOnlyList<double> Credit);
