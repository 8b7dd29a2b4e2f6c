using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Looks at what goes into each layer of a network.</summary>
internal static class InputRanges
{
    /// <param name="network">The network at rest.</param>
    /// <param name="forward">Runs it over some rows of the training.</param>
    /// <returns>Least and most that went into each layer.</returns>
    public static IReadOnlyDictionary<Linear, (float Low, float High)> Of(nn.Module network, Action forward)
    {
        var ranges = new Dictionary<Linear, (float Low, float High)>();
        var hooks = network.modules().OfType<Linear>().Select(layer => layer.register_forward_pre_hook((_, input) =>
        {
            var (low, high) = ranges.GetValueOrDefault(layer);
            ranges[layer] = (Math.Min(low, input.min().detach().data<float>()[0]), Math.Max(high, input.max().detach().data<float>()[0]));
            return input;
        })).ToArray();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        forward();
        foreach (var hook in hooks)
            hook.remove();
        return ranges;
    }
}
