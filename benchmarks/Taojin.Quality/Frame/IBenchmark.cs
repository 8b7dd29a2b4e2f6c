namespace Taojin.Quality.Frame;

/// <summary>One benchmark: it measures and does not judge; the bars stand elsewhere.</summary>
internal interface IBenchmark
{
    /// <summary>What follows <c>./bench</c>.</summary>
    string Name { get; }

    /// <summary>What is measured, in a line.</summary>
    string Title { get; }

    /// <summary>Measures and notes figures; a data set that is missing is noted as skipped.</summary>
    void Run(BenchmarkRun run);
}
