using Taojin.Mining.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Torch.Tests.Learning;

/// <summary>The taught network keeps the promises of its kind; trees teach it here.</summary>
[Collection("libtorch")] // its generator belongs to the process
public sealed class DistilledContract
{
    private static readonly ProbabilityModelContract Contract = new(
        new Algorithms(typeof(DistilledEstimator).Assembly), Name, new DistilledOptions { Teachers = ["gradient-boosting"], Layers = [16], Epochs = 6, BatchSize = 64, LearningRate = 0.01 });

    public static string Name => "distilled";

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}
