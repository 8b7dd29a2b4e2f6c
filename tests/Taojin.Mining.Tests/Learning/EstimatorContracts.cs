using Taojin.Mining.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Learning;

/// <summary>Every algorithm of probabilities in this project keeps the promises of its kind; one class each.</summary>
public abstract class ProbabilityPromises<TSelf>
    where TSelf : ProbabilityPromises<TSelf>, INamesAlgorithm
{
    private static readonly ProbabilityModelContract Contract = new(new Algorithms(), TSelf.Name, TSelf.Options);

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}

/// <summary>Says which algorithm a test class is of.</summary>
public interface INamesAlgorithm
{
    static abstract string Name { get; }

    /// <summary>With which options the promises are checked; null for the defaults.</summary>
    static virtual object? Options => null;
}

public sealed class LogisticContract : ProbabilityPromises<LogisticContract>, INamesAlgorithm
{
    public static string Name => "logistic";
}

public sealed class GradientBoostingContract : ProbabilityPromises<GradientBoostingContract>, INamesAlgorithm
{
    public static string Name => "gradient-boosting";
}
