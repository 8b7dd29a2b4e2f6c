using Taojin.Mining.Learning;
using Taojin.Mining.Tests.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Marketing;

/// <summary>Every model of customers keeps the promises of its kind; one class each.</summary>
public abstract class CustomerModelPromises<TSelf>
    where TSelf : CustomerModelPromises<TSelf>, INamesAlgorithm
{
    private static readonly CustomerModelContract Contract = new(new Algorithms(), TSelf.Name);

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}

public sealed class BgNbdContract : CustomerModelPromises<BgNbdContract>, INamesAlgorithm
{
    public static string Name => "bg-nbd";
}

public sealed class ParetoNbdContract : CustomerModelPromises<ParetoNbdContract>, INamesAlgorithm
{
    public static string Name => "pareto-nbd";
}

public sealed class GammaGammaContract : CustomerModelPromises<GammaGammaContract>, INamesAlgorithm
{
    public static string Name => "gamma-gamma";
}

public sealed class RfmContract : CustomerModelPromises<RfmContract>, INamesAlgorithm
{
    public static string Name => "rfm";
}

public sealed class FrequentItemsetsContract : INamesAlgorithm
{
    private static readonly BasketContract Contract = new(new Algorithms(), Name);

    public static string Name => "frequent-itemsets";

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}
