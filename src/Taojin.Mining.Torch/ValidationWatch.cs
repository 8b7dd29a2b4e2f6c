using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Looks at later rows after each epoch, keeps the best weights, and counts the epochs since.</summary>
/// <param name="network">The network in training.</param>
/// <param name="rows">Later rows, standardised, shape [rows × columns].</param>
/// <param name="labels">What came true, shape [rows × 1].</param>
/// <param name="shift">Added to the raw log-odds: undoes the down-sampling of negatives.</param>
internal sealed class ValidationWatch(nn.Module<Tensor, Tensor> network, Tensor rows, Tensor labels, double shift)
{
    private Dictionary<string, Tensor>? _best;
    private double _least = double.PositiveInfinity;
    private int _since;

    /// <returns>Epochs since the log-loss was least.</returns>
    public int Look()
    {
        network.eval();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var loss = nn.functional.binary_cross_entropy_with_logits(network.forward(rows) + shift, labels).data<float>()[0];
        _since++;
        if (loss < _least)
        {
            (_least, _since) = (loss, 0);
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
