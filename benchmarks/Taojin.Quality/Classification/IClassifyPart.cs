using Taojin.Quality.Frame;

namespace Taojin.Quality.Classification;

/// <summary>One part of <c>./bench classify</c>, found by its type.</summary>
internal interface IClassifyPart
{
    /// <summary>What follows <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Measures, notes figures and writes its section; a missing data set is noted as skipped.</summary>
    void Run(BenchmarkRun run);
}

/// <summary>Categories of products from titles, reviews and pictures.</summary>
internal sealed class Classify : IBenchmark
{
    private static readonly IClassifyPart[] Parts = [.. typeof(IClassifyPart).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IClassifyPart)))
        .Select(type => (IClassifyPart)Activator.CreateInstance(type)!).OrderBy(part => part.Name, StringComparer.Ordinal)];

    public string Name => "classify";

    public string Title => $"Categories of products beside fasttext; --only {string.Join(", ", Parts.Select(part => part.Name))}";

    public void Run(BenchmarkRun run)
    {
        foreach (var part in Parts.Where(part => run.Wants(part.Name)))
            part.Run(run);
    }
}
