using Taojin.Mining.Recommendation;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>What is minimised, summed over the targets of a step.</summary>
/// <param name="options">Which loss.</param>
/// <param name="itemCount">Size of the catalogue.</param>
internal sealed class SequenceLosses(SequenceTransformerOptions options, int itemCount)
{
    private const float Never = -1e9f;

    /// <param name="positive">Scores of the targets, shape [targets].</param>
    /// <param name="negative">Scores of the drawn items at each target, shape [targets × drawn]; the loss may write into them.</param>
    /// <param name="draw">The drawn items.</param>
    /// <param name="hits">Where a drawn item is the target itself: target and place in the draw.</param>
    public Tensor Of(Tensor positive, Tensor negative, NegativeDraw draw, (long[] Target, long[] Place) hits)
    {
        if (options.Loss == SequenceLoss.SampledSoftmax)
            negative -= draw.LogExpected;
        if (hits.Target.Length > 0)
            negative.index_put_(Never, tensor(hits.Target), tensor(hits.Place));
        return options.Loss switch
        {
            SequenceLoss.SampledSoftmax => nn.functional.softplus(negative.logsumexp(1) - positive).sum(),
            SequenceLoss.Gbce => nn.functional.softplus(-positive).Times(Damping(draw)).sum() + nn.functional.softplus(negative).sum(),
            _ => nn.functional.softplus(-positive).sum() + nn.functional.softplus(negative).sum().Times(1.0 / draw.Items.Length),
        };
    }

    /// <summary>β = α(t(1 − 1/α) + 1/α) with α the share of the catalogue that is drawn.</summary>
    private double Damping(NegativeDraw draw)
    {
        var share = Math.Min(1, draw.Items.Length / Math.Max(1.0, itemCount - 1));
        return share * ((options.Calibration * (1 - (1 / share))) + (1 / share));
    }
}
