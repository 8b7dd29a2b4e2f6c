using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>A small sequence network that learned to list what a blend lists: one model and microseconds in the place of many.</summary>
/// <remarks>
/// Beside what came next at each event, the network is told at the end of each history what the teachers list there: an item of their list, drawn anew
/// each epoch, the first ones more often. Over epochs that is the cross-entropy to the teachers' list (Hinton, Vinyals &amp; Dean 2015, arXiv:1503.02531;
/// lists: Tang &amp; Wang 2018, doi:10.1145/3219819.3220021). At the end of a history no teacher knows by heart what comes. Fitted by
/// Taojin.Mining.Torch, served as ONNX. Costs a fit of each teacher, a list a user and the fit of the network.
/// </remarks>
public sealed class DistilledSequence : IDescribed<AlgorithmCard>
{
    private DistilledSequence()
    {
    }

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<DistilledSequenceOptions, SequenceTransformerModel>(
        "distilled-sequence", "Small sequence network taught by a blend", "蒸馏序列小网络", MiningTask.Recommend, "doi:10.1145/3219819.3220021", create: null) with
    {
        Needs = [DataNeed.Users(500), DataNeed.Items(50), DataNeed.Pairs(5000)],
        IsOnRequest = true,
    };
}
