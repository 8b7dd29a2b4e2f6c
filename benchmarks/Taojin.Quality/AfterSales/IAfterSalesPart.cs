using Taojin.Quality.Frame;

namespace Taojin.Quality.AfterSales;

/// <summary>One part of <c>./bench after-sales</c>: one file, found by its type.</summary>
internal interface IAfterSalesPart
{
    /// <summary>What follows <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Measures, notes figures and writes its section <c>after-sales:NAME</c>; a missing data set is noted as skipped.</summary>
    void Run(BenchmarkRun run);
}

/// <summary>What customers say and send back, and answers to them.</summary>
internal sealed class AfterSalesQuality : IBenchmark
{
    private static readonly IAfterSalesPart[] Parts =
    [
        .. typeof(IAfterSalesPart).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IAfterSalesPart).IsAssignableFrom(type))
            .Select(type => (IAfterSalesPart)Activator.CreateInstance(type)!)
            .OrderBy(part => part.Name, StringComparer.Ordinal),
    ];

    public string Name => "after-sales";

    public string Title => $"What customers say and send back, and answers to them; --only {string.Join(", ", Parts.Select(part => part.Name))}";

    public void Run(BenchmarkRun run)
    {
        foreach (var part in Parts.Where(part => run.Wants(part.Name)))
            part.Run(run);
    }
}
