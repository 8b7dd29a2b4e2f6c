using Taojin.Quality.Frame;

namespace Taojin.Quality.Live;

/// <summary>One kind of harm that a server must survive.</summary>
internal interface IFaultPart
{
    /// <summary>What follows <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Does harm and notes what came of it.</summary>
    void Run(BenchmarkRun run);
}

/// <summary>Kills, damaged files, floods and late events: what is lost, doubled, seen by half or not noticed.</summary>
internal sealed class Faults : IBenchmark
{
    public string Name => "faults";

    public string Title => "kill -9, damaged models, overload, late events: kills, models, migrate, erase, overload, feed";

    public void Run(BenchmarkRun run)
    {
        foreach (var part in typeof(IFaultPart).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IFaultPart)) && !type.IsInterface).OrderBy(type => type.Name, StringComparer.Ordinal)
                     .Select(type => (IFaultPart)Activator.CreateInstance(type)!).Where(part => run.Wants(part.Name)))
            part.Run(run);
    }
}
