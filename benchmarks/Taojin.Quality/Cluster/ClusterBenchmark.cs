using Taojin.Quality.Frame;

namespace Taojin.Quality.Cluster;

/// <summary>What a cluster of processes on this machine does, and what it does when one of them is killed.</summary>
internal sealed class ClusterBenchmark : IBenchmark
{
    public string Name => "cluster";

    public string Title => "The same mine on several processes: a factorisation of 20 million interactions, with a node killed; live events while nodes fail; a plan to a billion events; --only als, live or plan";

    public void Run(BenchmarkRun run)
    {
        foreach (var part in new IClusterPart[] { new FactorisationPart(), new LivePart(), new PlanPart() }.Where(part => run.Wants(part.Name)))
            part.RunAsync(run).GetAwaiter().GetResult();
    }
}

/// <summary>One part of the benchmark.</summary>
internal interface IClusterPart
{
    /// <summary>What follows <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Measures, and writes its part of the page of results.</summary>
    Task RunAsync(BenchmarkRun run);
}
