using Taojin.Mining.Learning;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>How long a network trains.</summary>
/// <param name="Stage">Name of the algorithm.</param>
/// <param name="Epochs">Most epochs.</param>
/// <param name="Patience">Ends when the watch has seen nothing better for so many.</param>
internal sealed record EpochPlan(string Stage, int Epochs, int Patience);

/// <summary>Only the loop: epochs until the plan, the watch or the budget ends them, and the best weights kept.</summary>
internal static class EpochLoop
{
    /// <param name="network">The network in training.</param>
    /// <param name="plan">How long.</param>
    /// <param name="epoch">Does one epoch, counted from 1, and gives its mean loss.</param>
    /// <param name="watch">Looks at what is not learned from; null without such.</param>
    /// <param name="context">Progress, budget and cancellation.</param>
    public static void Run(nn.Module network, EpochPlan plan, Func<int, double> epoch, ValidationWatch? watch, FitContext context)
    {
        for (var number = 1; number <= plan.Epochs; number++)
        {
            network.train();
            var loss = epoch(number);
            context.Progress?.Report(new(plan.Stage, number, plan.Epochs, loss));
            var isOver = watch is not null && watch.Look() >= plan.Patience;
            if (isOver || (number < plan.Epochs && context.Budget?.Ends() == true))
                break;
        }
        watch?.RestoreBest();
        network.eval();
    }

    /// <summary>Places 0 to count − 1 in a seeded order, in batches of a given size.</summary>
    public static IEnumerable<long[]> Batches(int count, int size, FitContext context, (string Purpose, int Epoch) chance)
    {
        var order = new long[count];
        for (var place = 0; place < count; place++)
            order[place] = place;
        context.Random(chance.Purpose, chance.Epoch).Shuffle<long>(order);
        foreach (var batch in order.Chunk(size))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            yield return batch;
        }
    }
}
