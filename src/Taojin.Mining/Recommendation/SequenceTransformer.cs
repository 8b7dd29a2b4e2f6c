using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>Shape of a sequence network, what it foretells and how it is trained.</summary>
public sealed record SequenceTransformerOptions
{
    /// <summary>Length of each item's vector and of every layer between; a multiple of <see cref="Heads"/>.</summary>
    [Range(4, 1024)] public int Width { get; init; } = 64;

    /// <summary>Blocks of attention and feed-forward layers.</summary>
    [Range(1, 12)] public int Blocks { get; init; } = 1;

    /// <summary>Heads of each attention layer.</summary>
    [Range(1, 16)] public int Heads { get; init; } = 1;

    /// <summary>Units of the feed-forward layer, in widths.</summary>
    [Range(1, 8)] public int FeedForward { get; init; } = 1;

    /// <summary>Share of units left out of each training step.</summary>
    [Range(0, 0.9)] public double Dropout { get; init; } = 0.4;

    /// <summary>So many of the last events of a history are read; longer ones are learned from in pieces of this length.</summary>
    [Range(2, 1000)] public int Length { get; init; } = 50;

    /// <summary>How the network is told the order of events.</summary>
    public SequenceOrder Order { get; init; } = SequenceOrder.Distance;

    /// <summary>Whether the network is told what was done with each item; without effect where there is one kind of behaviour.</summary>
    public bool ReadsBehaviours { get; init; } = true;

    /// <summary>Whether the network is told how much time passed before each event.</summary>
    public bool ReadsTimeGaps { get; init; }

    /// <summary>
    /// What the cosine of a state and an item's vector is multiplied by to be the item's score; 0 takes their product as it is. Vectors of one length
    /// keep what is often touched from being listed for that alone (NISER: Gupta et al. 2019, doi:10.48550/arXiv.1909.04276).
    /// </summary>
    [Range(0, 1000)] public double CosineScale { get; init; }

    /// <summary>What is foretold at each event.</summary>
    public SequenceTarget Target { get; init; } = SequenceTarget.New;

    /// <summary>What is minimised.</summary>
    public SequenceLoss Loss { get; init; } = SequenceLoss.SampledSoftmax;

    /// <summary>Items drawn for each step, shared by all of its targets.</summary>
    [Range(1, 100_000)] public int Negatives { get; init; } = 256;

    /// <summary>Negatives are drawn by popularity to this power: 0 is uniform, 1 as often as they are touched. The sampled softmax corrects for it.</summary>
    [Range(0, 1)] public double NegativePopularity { get; init; }

    /// <summary>How far gBCE corrects for the sampling of negatives: 0 is plain binary cross-entropy, 1 full correction (t in the paper).</summary>
    [Range(0, 1)] public double Calibration { get; init; } = 0.75;

    /// <summary>Chance that a training sequence is replaced by a random stretch of it.</summary>
    [Range(0, 1)] public double Crop { get; init; }

    /// <summary>Chance that an event that is read is hidden from the network.</summary>
    [Range(0, 0.9)] public double Mask { get; init; }

    /// <summary>Chance that a short stretch of a training sequence is put into another order.</summary>
    [Range(0, 1)] public double Reorder { get; init; }

    /// <summary>Sequences of a step.</summary>
    [Range(2, 100_000)] public int BatchSize { get; init; } = 128;

    /// <summary>Step width of Adam at the start.</summary>
    [Range(1e-7, 1)] public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the step width falls.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>L2 penalty on the layers' weights (decoupled weight decay).</summary>
    [Range(0, 1)] public double L2 { get; init; }

    /// <summary>Most passes over the sequences.</summary>
    [Range(1, 10_000)] public int Epochs { get; init; } = 60;

    /// <summary>Stops when NDCG@10 on the held-back last item has not risen for so many epochs; 0 runs all epochs on all data.</summary>
    [Range(0, 10_000)] public int Patience { get; init; } = 5;

    /// <summary>Whether, the number of epochs found, the network is fitted again on all data.</summary>
    public bool Refit { get; init; } = true;

    /// <summary>How the items' vectors, by far most of the weights, are kept and multiplied when served; the layers keep 32 bits.</summary>
    public NetworkPrecision Precision { get; init; }
}

/// <summary>How a sequence network is told the order of events.</summary>
public enum SequenceOrder
{
    /// <summary>By a vector for each place, counted back from the newest event, that is added to the item's.</summary>
    Age,

    /// <summary>By what attention gains or loses with each place between two events; the same wherever they stand (Shaw et al. 2018, doi:10.18653/v1/N18-2074, biases only).</summary>
    Distance,
}

/// <summary>What a sequence network foretells.</summary>
public enum SequenceTarget
{
    /// <summary>The next item that is new to the user, whatever is done with it: what lists are to hold.</summary>
    New,

    /// <summary>The item of the next event, be it new, seen before or the same again; for visits, where people come back to an item.</summary>
    Next,

    /// <summary>The item that is bought next, be it now or some events later.</summary>
    Purchase,
}

/// <summary>What a sequence network minimises.</summary>
public enum SequenceLoss
{
    /// <summary>Cross-entropy over the target and the drawn items, corrected for how likely each is drawn.</summary>
    SampledSoftmax,

    /// <summary>Binary cross-entropy whose positive term is damped for the sampling of negatives (gBCE).</summary>
    Gbce,

    /// <summary>Binary cross-entropy of the target against the mean over the drawn items.</summary>
    BinaryCrossEntropy,
}

/// <summary>A transformer over what a user did, event by event: what comes next. Fitted by Taojin.Mining.Torch, served as ONNX.</summary>
/// <remarks>
/// Causal self-attention over item, age, behaviour and time-gap vectors; an item's score is the product of the last state with its vector.
/// SASRec: Kang &amp; McAuley 2018, doi:10.1109/ICDM.2018.00035; gBCE: Petrov &amp; Macdonald 2023, doi:10.1145/3604915.3608783; correction of the sampled
/// softmax: Bengio &amp; Senécal 2008, doi:10.1109/TNN.2007.912312; augmentation: Xie et al. 2022, doi:10.1109/ICDE53745.2022.00099. Sequences of about
/// equal length share a step, and only vectors that a step touches are moved. The same seed gives the same bits on one machine and build, whatever the
/// number of threads; across machines scores agree within 1e-4. An epoch costs events · blocks · (12·width² + width·length) + events · width · negatives.
/// </remarks>
public sealed class SequenceTransformer : IDescribed<AlgorithmCard>
{
    private SequenceTransformer()
    {
    }

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<SequenceTransformerOptions, SequenceTransformerModel>(
        "sequence-transformer", "Sequence transformer", "序列注意力网络", MiningTask.Recommend, "doi:10.1109/ICDM.2018.00035", create: null) with
    {
        Needs = [DataNeed.Users(500), DataNeed.Items(50), DataNeed.Pairs(5000)],
    };
}
