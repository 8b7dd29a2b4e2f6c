using Taojin.Mining.Learning;
using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Steps of Adam over batches of rows in a seeded order.</summary>
internal sealed class TrainingLoop(nn.Module<Tensor, Tensor> network, Tensor rows, Tensor labels, MlpOptions options, FitContext context)
{
    private readonly int _rowCount = (int)rows.shape[0];
    private readonly Tensor[] _weights = [.. network.named_parameters().Where(each => each.name.EndsWith("weight", StringComparison.Ordinal)).Select(each => each.parameter)];

    public void Run(ValidationWatch? watch)
    {
        using var adam = optim.AdamW(network.parameters(), options.LearningRate, weight_decay: options.L2);
        EpochLoop.Run(network, new("mlp", options.Epochs, options.Patience), epoch => Epoch(adam, epoch), watch, context);
    }

    private double Epoch(optim.Optimizer adam, int epoch)
    {
        var chance = context.Random("mlp/mix", epoch);
        var (total, batch, batches) = (0.0, 0, (_rowCount + options.BatchSize - 1) / options.BatchSize);
        foreach (var places in EpochLoop.Batches(_rowCount, options.BatchSize, context, ("mlp/order", epoch)))
        {
            SetStepWidth(adam, (epoch - 1 + ((double)batch++ / batches)) / options.Epochs);
            total += Step(adam, places, ref chance);
        }
        return total / batches;
    }

    private float Step(optim.Optimizer adam, long[] places, ref SplitMix64 chance)
    {
        using var scope = NewDisposeScope();
        var batch = tensor(places);
        var (values, outcomes) = (rows.index_select(0, batch), Regularization.Smooth(labels.index_select(0, batch), options.LabelSmoothing));
        if (options.MixUp > 0)
            (values, outcomes) = Regularization.Mix((values, outcomes), options.MixUp, ref chance);
        var loss = nn.functional.binary_cross_entropy_with_logits(network.forward(values), outcomes); // (B, 1)
        if (options.L1 > 0)
            loss += Regularization.L1(_weights, options.L1);
        adam.zero_grad();
        loss.backward();
        adam.step();
        return loss.item<float>();
    }

    private void SetStepWidth(optim.Optimizer adam, double progress)
    {
        if (options.Schedule == LearningRateSchedule.Constant)
            return;
        foreach (var group in adam.ParamGroups)
            group.LearningRate = options.LearningRate * (0.01 + (0.99 * 0.5 * (1 + Math.Cos(Math.PI * progress))));
    }
}
