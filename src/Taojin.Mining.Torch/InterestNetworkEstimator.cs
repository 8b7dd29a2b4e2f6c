using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Fits the network of <see cref="InterestNetwork"/>.</summary>
/// <remarks>One thread. Rows are packed batch by batch, so that memory holds no second copy of the table.</remarks>
public sealed class InterestNetworkEstimator(InterestNetworkOptions options) : IFits<InterestNetworkOptions>, IEstimator<LabelledTable, InterestNetworkModel>
{
    private const int BlockRows = 4096;
    private readonly InterestNetworkOptions _options = options.Validated();

    /// <inheritdoc />
    public InterestNetworkModel Fit(LabelledTable data, FitContext context)
    {
        data.RequireBothOutcomes();
        lock (TorchRuntime.Turn)
            return FitInTurn(data, context);
    }

    private InterestNetworkModel FitInTurn(LabelledTable data, FitContext context)
    {
        TorchRuntime.Start(context.Random("interest-network/init"));
        using var scope = NewDisposeScope();
        var (standardizer, plain, buckets) = (Standardizer.Of(data.Features), data.Features.Columns.Count, (_options.ItemBuckets, _options.CategoryBuckets));
        var input = new InterestInput(standardizer, plain, buckets);
        using var network = new InterestModule(_options, standardizer.Width);
        using var adam = optim.AdamW(network.parameters(), _options.LearningRate, weight_decay: _options.L2);
        var step = new InterestStep(network, adam, _options);
        var watch = data.Validation is { } validation ? new ValidationWatch(network, () => Loss(network, input, validation, data.NegativesKept)) : null;
        EpochLoop.Run(network, new(InterestNetwork.Card.Name, _options.Epochs, _options.Patience), epoch => Epoch(step, input, data, (epoch, context)), watch, context);
        var ranges = InputRanges.Of(network, () => network.Forward(InterestTensors.Of(input.Pack(data.Features, 0, Math.Min(BlockRows, data.Labels.Length)))));
        var parts = new InterestParts(network.Graph(new(_options.Precision, ranges)), standardizer, plain, buckets);
        return InterestNetworkModel.Of(data, parts, context);
    }

    private double Epoch(InterestStep step, InterestInput input, LabelledTable data, (int Number, FitContext Context) epoch)
    {
        var (total, batches, chance) = (0.0, 0, epoch.Context.Random("interest-network/mix", epoch.Number));
        foreach (var places in EpochLoop.Batches(data.Labels.Length, _options.BatchSize, epoch.Context, ("interest-network/order", epoch.Number)))
        {
            total += step.Take(input.Pack(data.Features, places), Array.ConvertAll(places, place => data.Labels[place] ? 1f : 0f), ref chance);
            batches++;
        }
        return total / batches;
    }

    /// <summary>The log-loss on later rows; the shift undoes the down-sampling of negatives.</summary>
    private static float Loss(InterestModule network, InterestInput input, LabelledTable rows, double negativesKept)
    {
        var (total, shift) = (0.0, Math.Log(negativesKept));
        for (var start = 0; start < rows.Labels.Length; start += BlockRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(BlockRows, rows.Labels.Length - start);
            var labels = tensor(Array.ConvertAll(rows.Labels[start..(start + count)], label => label ? 1f : 0f), [count, 1]);
            total += count * nn.functional.binary_cross_entropy_with_logits(network.Forward(InterestTensors.Of(input.Pack(rows.Features, start, count))) + shift, labels).detach().data<float>()[0];
        }
        return (float)(total / rows.Labels.Length);
    }
}
