namespace Taojin.Mining.Learning;

/// <summary>A small network that learned to say what large models say: their blend at a fraction of the cost of an answer.</summary>
/// <remarks>
/// Hinton, Vinyals &amp; Dean 2015, arXiv:1503.02531. The rows are parted in two; each half is answered by teachers that learned from the other, so that none
/// teaches what it knows by heart. Fitted by Taojin.Mining.Torch, served as ONNX. Costs two fits of each teacher and one of the network.
/// </remarks>
public sealed class Distilled : IDescribed<AlgorithmCard>
{
    private Distilled()
    {
    }

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<DistilledOptions, MlpModel>(
        "distilled", "Small network taught by large models", "蒸馏小网络", MiningTask.Purchase, "arXiv:1503.02531", create: null) with
    {
        Needs = [DataNeed.ForeseeablePurchases(500), DataNeed.Pairs(10_000)],
        ReadsTrail = true,
    };
}
