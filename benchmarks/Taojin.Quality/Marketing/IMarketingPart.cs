using Taojin.Quality.Frame;

namespace Taojin.Quality.Marketing;

/// <summary>One part of <c>./bench marketing</c>: one file, found by its type.</summary>
internal interface IMarketingPart
{
    /// <summary>What follows <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Measures, notes figures and writes its section; a missing data set is noted as skipped.</summary>
    void Run(BenchmarkRun run);
}

/// <summary>Customers' value, baskets, uplift and budgets on public data.</summary>
internal sealed class MarketingBenchmark : IBenchmark
{
    public string Name => "marketing";

    public string Title => $"Customers' value, baskets, uplift, budgets; --only {string.Join(", ", Parts.Select(part => part.Name))}";

    private static IEnumerable<IMarketingPart> Parts => typeof(IMarketingPart).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IMarketingPart).IsAssignableFrom(type))
        .Select(type => (IMarketingPart)Activator.CreateInstance(type)!)
        .OrderBy(part => part.Name, StringComparer.Ordinal);

    public void Run(BenchmarkRun run)
    {
        foreach (var part in Parts.Where(part => run.Wants(part.Name)))
            part.Run(run);
    }
}
