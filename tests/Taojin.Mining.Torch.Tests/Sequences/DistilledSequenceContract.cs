using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Torch.Tests.Sequences;

/// <summary>The taught sequence network keeps the promises of every recommender; neighbours teach it here.</summary>
[Collection("libtorch")] // the number of its threads belongs to the process
public sealed class DistilledSequenceContract
{
    private static readonly RecommenderContract Contract = new(
        new Algorithms(typeof(DistilledSequenceEstimator).Assembly), Name,
        new DistilledSequenceOptions { Teachers = ["item-knn", "popular"], Choices = 5, Width = 16, Dropout = 0.1, LearningRate = 0.01, Epochs = 20, Precision = NetworkPrecision.Float32 });

    public static string Name => "distilled-sequence";

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}
