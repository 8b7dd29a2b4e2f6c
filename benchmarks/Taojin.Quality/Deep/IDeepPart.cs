using Taojin.Quality.Frame;

namespace Taojin.Quality.Deep;

/// <summary>One part of <c>./bench deep</c>, found by this interface; it has a constructor without parameters.</summary>
internal interface IDeepPart
{
    /// <summary>What follows <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Measures, notes figures and writes its section; a missing data set is noted as skipped.</summary>
    void Run(BenchmarkRun run);
}
