using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Torch.Tests.Purchase;

/// <summary>The interest network keeps the promises of its kind, on rows without any history, bit by bit on one machine.</summary>
[Collection("libtorch")] // its generator belongs to the process
public sealed class InterestNetworkContract
{
    private static readonly ProbabilityModelContract Contract = new(
        new Algorithms(typeof(InterestNetworkEstimator).Assembly), Name,
        new InterestNetworkOptions { ItemBuckets = 8, CategoryBuckets = 8, ItemFactors = 2, CategoryFactors = 2, Attention = 4, Layers = [32], Epochs = 6, LearningRate = 5e-3, BatchSize = 256 });

    public static string Name => "interest-network";

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}
