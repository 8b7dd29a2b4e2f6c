using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Torch.Tests.Sequences;

/// <summary>The sequence network keeps the promises of every recommender, bit by bit on one machine, whatever the number of threads.</summary>
[Collection("libtorch")] // what is left out is drawn here, but the number of its threads belongs to the process
public sealed class SequenceTransformerContract
{
    private static readonly RecommenderContract Contract = new(
        new Algorithms(typeof(SequenceTransformerEstimator).Assembly), Name,
        new SequenceTransformerOptions { Width = 16, Length = 12, Dropout = 0.1, BatchSize = 32, Negatives = 10, LearningRate = 0.01, Epochs = 12, Patience = 0 });

    public static string Name => "sequence-transformer";

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}
