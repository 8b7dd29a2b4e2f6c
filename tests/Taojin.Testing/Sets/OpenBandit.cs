using System.Globalization;

namespace Taojin.Testing.Sets;

/// <summary>What ZOZOTOWN showed by two policies, with the probability of each choice: Saito et al. 2020, arXiv:2008.07146.</summary>
public static class OpenBandit
{
    /// <summary>Reads the log of a policy (<c>random</c> or <c>bts</c>) in a campaign (<c>men</c> or <c>women</c>), in its order.</summary>
    /// <param name="folder">The folder of the set.</param>
    /// <param name="policy">Who chose.</param>
    /// <param name="campaign">Where.</param>
    public static IReadOnlyList<BanditChoice> Read(string folder, string policy, string campaign) =>
    [
        .. PublishedSets.Lines(Path.Combine(folder, policy, campaign, $"{campaign}.csv.gz")).Skip(1).Select(line => line.Split(',')).Select(cell => new BanditChoice(
            int.Parse(cell[2], CultureInfo.InvariantCulture), int.Parse(cell[3], CultureInfo.InvariantCulture), int.Parse(cell[4], CultureInfo.InvariantCulture), double.Parse(cell[5], CultureInfo.InvariantCulture))),
    ];
}

/// <summary>One choice.</summary>
/// <param name="Item">What was shown.</param>
/// <param name="Position">At which of three places.</param>
/// <param name="Click">1 when it was clicked.</param>
/// <param name="Propensity">With what probability it was shown there.</param>
public readonly record struct BanditChoice(int Item, int Position, int Click, double Propensity);
