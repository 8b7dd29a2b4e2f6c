using Taojin.Mining.Purchase;
using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>One step of Adam over a batch, with label smoothing, mix-up and the L1 penalty where they are asked for.</summary>
internal sealed class InterestStep(InterestModule network, optim.Optimizer adam, InterestNetworkOptions options)
{
    private readonly Tensor[] _weights = [.. network.LayerWeights];

    /// <returns>The loss of the batch.</returns>
    public float Take(InterestBatch batch, float[] outcomes, ref SplitMix64 chance)
    {
        using var scope = NewDisposeScope();
        var labels = Regularization.Smooth(tensor(outcomes, [outcomes.Length, 1]), options.LabelSmoothing);
        var values = network.Front(InterestTensors.Of(batch));
        if (options.MixUp > 0)
            (values, labels) = Regularization.Mix((values, labels), options.MixUp, ref chance);
        var loss = nn.functional.binary_cross_entropy_with_logits(network.Head(values), labels);
        if (options.L1 > 0)
            loss += Regularization.L1(_weights, options.L1);
        adam.zero_grad();
        loss.backward();
        adam.step();
        return loss.detach().data<float>()[0];
    }
}
