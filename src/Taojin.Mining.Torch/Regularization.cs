using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>What keeps networks from learning their rows by heart, beside dropout and weight decay.</summary>
internal static class Regularization
{
    /// <summary>Each outcome gives a share to the other one (Szegedy et al. 2016, doi:10.1109/CVPR.2016.308).</summary>
    public static Tensor Smooth(Tensor labels, double share) => share > 0 ? labels.Times(1 - share).Plus(share / 2) : labels;

    /// <summary>Each row becomes a mean of itself and another, and so does its outcome (Zhang et al. 2018, arXiv:1710.09412); one share a batch.</summary>
    /// <param name="rows">Values, shape [rows × any], and outcomes, shape [rows × 1].</param>
    /// <param name="alpha">Shares are drawn from Beta(alpha, alpha), above 0 and at most 1.</param>
    /// <param name="chance">Where shares and partners come from.</param>
    public static (Tensor Values, Tensor Labels) Mix((Tensor Values, Tensor Labels) rows, double alpha, ref SplitMix64 chance)
    {
        var (share, partners) = (Share(alpha, ref chance), new long[rows.Values.shape[0]]);
        for (var place = 0; place < partners.Length; place++)
            partners[place] = place;
        chance.Shuffle<long>(partners);
        var order = tensor(partners);
        return (rows.Values.Times(share) + rows.Values.index_select(0, order).Times(1 - share), rows.Labels.Times(share) + rows.Labels.index_select(0, order).Times(1 - share));
    }

    /// <summary>The sum of absolute weights, times a penalty.</summary>
    public static Tensor L1(Tensor[] weights, double penalty) => weights.Select(weight => weight.abs().sum()).Aggregate((sum, next) => sum + next).Times(penalty);

    /// <summary>A draw from Beta(alpha, alpha) by Jöhnk's method (1964), which is quick for alpha up to 1.</summary>
    internal static double Share(double alpha, ref SplitMix64 chance)
    {
        while (true)
        {
            var (one, other) = (Math.Pow(chance.NextDouble(), 1 / alpha), Math.Pow(chance.NextDouble(), 1 / alpha));
            if (one + other is > 0 and <= 1)
                return one / (one + other);
        }
    }
}
