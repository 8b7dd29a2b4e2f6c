using Taojin.Quality.Frame;

namespace Taojin.Quality.Marketing;

/// <summary>One part of <c>./bench marketing</c>: one file, found by its type.</summary>
internal interface IMarketingPart
{
    /// <summary>What follows <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Measures, notes figures and writes its section of the page of results; a missing data set is noted as skipped.</summary>
    void Run(BenchmarkRun run);
}

/// <summary>Marketing on real experiments and on instances of known truth.</summary>
internal sealed class MarketingBench : IBenchmark
{
    private static readonly IMarketingPart[] Parts =
    [
        .. typeof(IMarketingPart).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IMarketingPart)))
            .Select(type => (IMarketingPart)Activator.CreateInstance(type)!).OrderBy(part => part.Name, StringComparer.Ordinal),
    ];

    public string Name => "marketing";

    public string Title => $"Marketing beside published numbers and known truth; --only {string.Join(", ", Parts.Select(part => part.Name))}";

    public void Run(BenchmarkRun run)
    {
        foreach (var part in Parts.Where(part => run.Wants(part.Name)))
            part.Run(run);
    }
}
