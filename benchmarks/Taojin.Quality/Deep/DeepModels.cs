using Taojin.Quality.Frame;

namespace Taojin.Quality.Deep;

/// <summary>Deep models beside the closed-form ones on public data.</summary>
internal sealed class DeepModels : IBenchmark
{
    private static readonly IDeepPart[] Parts =
    [
        .. typeof(IDeepPart).Assembly.GetTypes().Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IDeepPart)))
            .Select(type => (IDeepPart)Activator.CreateInstance(type)!).OrderBy(part => part.Name, StringComparer.Ordinal),
    ];

    public string Name => "deep";

    public string Title => $"Deep models beside the closed-form ones; --only {string.Join(", ", Parts.Select(part => part.Name))}";

    public void Run(BenchmarkRun run)
    {
        foreach (var part in Parts.Where(part => run.Wants(part.Name)))
            part.Run(run);
    }
}
