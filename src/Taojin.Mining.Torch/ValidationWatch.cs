using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Looks at what is not learned from after each epoch, keeps the best weights, and counts the epochs since.</summary>
/// <param name="network">The network in training.</param>
/// <param name="loss">The loss there, with the network at rest.</param>
internal sealed class ValidationWatch(nn.Module network, Func<float> loss)
{
    private Dictionary<string, Tensor>? _best;
    private double _least = double.PositiveInfinity;
    private int _since;

    /// <returns>Epochs since the loss was least.</returns>
    public int Look()
    {
        network.eval();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var now = loss();
        _since++;
        if (now < _least)
        {
            (_least, _since) = (now, 0);
            _best = network.state_dict().ToDictionary(part => part.Key, part => part.Value.clone().MoveToOuterDisposeScope());
        }
        return _since;
    }

    public void RestoreBest()
    {
        if (_best is not null)
            network.load_state_dict(_best);
    }
}
