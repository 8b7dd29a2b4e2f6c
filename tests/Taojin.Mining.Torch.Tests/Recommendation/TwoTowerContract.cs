using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Torch.Tests.Recommendation;

/// <summary>The two towers keep the promises of recommenders, bit by bit on one machine: libtorch runs on one thread.</summary>
[Collection("libtorch")] // its generator belongs to the process
public sealed class TwoTowerContract
{
    private static readonly RecommenderContract Contract = new(
        new Algorithms(typeof(TwoTowerEstimator).Assembly), Name, new TwoTowerOptions { Factors = 16, Hidden = 16, Buckets = 1024, Epochs = 8, BatchSize = 128, LearningRate = 0.01, Length = 9, OwnDropout = 0.2 });

    public static string Name => "two-tower";

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}
