using Taojin.Mining.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Torch.Tests.Learning;

/// <summary>The perceptron keeps the promises of its kind, bit by bit on one machine: libtorch runs on one thread.</summary>
[Collection("libtorch")] // its generator belongs to the process
public sealed class MlpContract
{
    private static readonly ProbabilityModelContract Contract = new(new Algorithms(typeof(MlpEstimator).Assembly), Name);

    public static string Name => "mlp";

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}
