using Taojin.Mining.Learning;
using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Steps of Adam over batches of rows in a seeded order.</summary>
internal sealed class TrainingLoop(nn.Module<Tensor, Tensor> network, Tensor rows, Tensor labels, MlpOptions options, FitContext context)
{
    private SplitMix64 _mixing;
    private readonly int _rowCount = (int)rows.shape[0];
    private readonly Tensor[] _weights = [.. network.named_parameters().Where(each => each.name.EndsWith("weight", StringComparison.Ordinal)).Select(each => each.parameter)];

    public void Run(ValidationWatch? watch)
    {
        using var adam = optim.AdamW(network.parameters(), options.LearningRate, weight_decay: options.L2);
        EpochLoop.Run(network, new("mlp", options.Epochs, options.Patience), epoch => Epoch(adam, epoch), watch, context);
    }

    private double Epoch(optim.Optimizer adam, int epoch)
    {
        var (total, batch, batches) = (0.0, 0, (_rowCount + options.BatchSize - 1) / options.BatchSize);
        foreach (var places in EpochLoop.Batches(_rowCount, options.BatchSize, context, ("mlp/order", epoch)))
        {
            SetStepWidth(adam, (epoch - 1 + ((double)batch / batches)) / options.Epochs);
            _mixing = context.Random("mlp/mix-up", ((long)epoch * batches) + batch++);
            total += Step(adam, places);
        }
        return total / batches;
    }

    private float Step(optim.Optimizer adam, long[] places)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Batch(places); // (B, columns), (B, 1)
        var loss = nn.functional.binary_cross_entropy_with_logits(network.forward(inputs), targets);
        if (options.L1 > 0)
            loss += Regularization.L1(_weights, options.L1);
        adam.zero_grad();
        loss.backward();
        adam.step();
        return loss.detach().data<float>()[0]; // not item(): its scalar may be freed by the collector before it is read
    }

    /// <summary>The rows of a step with smoothed labels, mixed with the same rows in another order.</summary>
    private (Tensor Inputs, Tensor Targets) Batch(long[] places)
    {
        var batch = tensor(places);
        var (inputs, targets) = (rows.index_select(0, batch), labels.index_select(0, batch));
        targets = Regularization.Smooth(targets, options.LabelSmoothing);
        return options.MixUp > 0 ? Regularization.Mix((inputs, targets), options.MixUp, ref _mixing) : (inputs, targets);
    }

    private void SetStepWidth(optim.Optimizer adam, double progress)
    {
        if (options.Schedule == LearningRateSchedule.Constant)
            return;
        foreach (var group in adam.ParamGroups)
            group.LearningRate = options.LearningRate * (0.01 + (0.99 * 0.5 * (1 + Math.Cos(Math.PI * progress))));
    }
}
