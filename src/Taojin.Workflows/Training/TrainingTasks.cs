using Taojin.Data;

namespace Taojin.Workflows.Training;

/// <summary>Every task that can be trained, found by its type.</summary>
public static class TrainingTasks
{
    /// <summary>The tasks, by place and name.</summary>
    public static IReadOnlyList<ITrainingTask> All { get; } =
    [
        .. typeof(ITrainingTask).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(ITrainingTask).IsAssignableFrom(type))
            .Select(type => (ITrainingTask)Activator.CreateInstance(type)!)
            .OrderBy(task => task.Place).ThenBy(task => task.Name, StringComparer.Ordinal),
    ];

    /// <summary>The task of a name.</summary>
    /// <exception cref="TaojinException">There is none such; the message names those there are.</exception>
    public static ITrainingTask Of(string name) => All.FirstOrDefault(task => task.Name == name)
        ?? throw new TaojinException("task.unknown", $"There is no task '{name}'.", $"Known: {string.Join(", ", All.Select(task => task.Name))}.");
}
