using Taojin.Mining.Evaluation;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Recommenders;

/// <summary>One data set of <c>./bench quality</c>.</summary>
internal interface IQualityPart
{
    /// <summary>What follows <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Measures, notes figures and writes its section; a missing data set is noted as skipped.</summary>
    void Run(BenchmarkRun run);
}

/// <summary>A data set with a part to choose the weights of a blend by; nothing of its test is in it.</summary>
internal interface IBlendedPart : IQualityPart
{
    /// <summary>What is made best: a metric of the ascending places of one case.</summary>
    Func<double[], double> Aim { get; }

    /// <summary>The data set, as files of options name it.</summary>
    string Set => Name;

    /// <summary>Under which name members and weights stand in the files.</summary>
    string Recipe => "blend";

    /// <summary>Null when the data set is missing: the skip is noted.</summary>
    RankingTest? Validation(BenchmarkRun run);
}

/// <summary>All recommenders on public data, beside published numbers.</summary>
internal sealed class Quality : IBenchmark
{
    public string Name => "quality";

    public string Title => "Recommenders on public data beside published numbers; --only beauty, gowalla, diginetica, taobao, retailrocket or online-retail";

    public void Run(BenchmarkRun run)
    {
        IQualityPart[] parts = [new Beauty(), new Gowalla(), new Diginetica(), new HeldOutPurchases("taobao", "fav"), new HeldOutPurchases("retailrocket", "view"), new NextBasket()];
        foreach (var part in parts.Where(part => run.Wants(part.Name)))
            part.Run(run);
    }
}
