namespace Taojin.Mining.Evaluation.Online;

/// <summary>What one user did with the lists of one arm.</summary>
/// <param name="Requests">Lists that were shown.</param>
/// <param name="Clicks">Lists of which an item was touched.</param>
/// <param name="Conversions">Lists of which an item was bought.</param>
/// <param name="Revenue">What those purchases brought, in the shop's currency.</param>
public readonly record struct OnlineUser(double Requests, double Clicks, double Conversions, double Revenue);

/// <summary>The quality of lists as their users judged it, with users as the units of chance.</summary>
/// <remarks>
/// A ratio per request over users is not a mean of requests, since one user's requests go together: its deviation comes from the delta method,
/// (x − R·n) ÷ n̄ for a user with n requests (Deng, Knoblich and Lu, KDD 2018, doi:10.1145/3219819.3219919). Intervals are those of
/// <see cref="ConfidenceSequence"/>: they may be looked at at any time.
/// </remarks>
public sealed class OnlineOutcomes
{
    private static readonly (string Name, Func<OnlineUser, double> Of)[] Ratios =
        [("CTR", user => user.Clicks), ("conversion", user => user.Conversions), ("revenue per request", user => user.Revenue)];

    private readonly IReadOnlyList<OnlineUser> _users;

    /// <summary>Takes the users of an arm.</summary>
    public OnlineOutcomes(IReadOnlyList<OnlineUser> users)
    {
        _users = users;
        Requests = users.Sum(user => user.Requests);
    }

    /// <summary>Number of users.</summary>
    public int Users => _users.Count;

    /// <summary>Number of lists.</summary>
    public double Requests { get; }

    /// <summary>CTR, conversion and revenue per request.</summary>
    public IReadOnlyList<MetricValue> Measured() => [.. Ratios.Select(ratio =>
    {
        var (value, deviation) = Ratio(ratio.Of);
        return Within(ratio.Name, value, ConfidenceSequence.HalfWidth(deviation, Users));
    })];

    /// <summary>How much more of each this arm brings than a control.</summary>
    public IReadOnlyList<MetricValue> Against(OnlineOutcomes control) => [.. Ratios.Select(ratio =>
    {
        var ((ours, spread), (theirs, theirSpread)) = (Ratio(ratio.Of), control.Ratio(ratio.Of));
        var cases = 4.0 * Users * control.Users / Math.Max(1, Users + control.Users);
        var error = Math.Sqrt((spread * spread / Users) + (theirSpread * theirSpread / control.Users));
        return Within($"Δ {ratio.Name}", ours - theirs, Math.Min(Users, control.Users) < 2 ? double.PositiveInfinity : ConfidenceSequence.HalfWidth(error * Math.Sqrt(cases), cases));
    })];

    private (double Value, double Deviation) Ratio(Func<OnlineUser, double> of)
    {
        var (value, mean) = (_users.Sum(of) / Requests, Requests / Users);
        return (value, Math.Sqrt(_users.Sum(user => (of(user) - (value * user.Requests)) / mean is var part ? part * part : 0) / Users));
    }

    private MetricValue Within(string name, double value, double half) => new(name, value, value - half, value + half, Users);
}
