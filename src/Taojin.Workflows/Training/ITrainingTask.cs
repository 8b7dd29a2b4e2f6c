using Taojin.Mining.Learning;

namespace Taojin.Workflows.Training;

/// <summary>One thing that can be trained: <c>train --task NAME</c>. A task is one public class with an empty constructor, found by its type.</summary>
/// <remarks>
/// What it returns is written beside the reports; <c>evaluate</c>, <c>publish</c> and <c>report</c> follow from it. A task without data to learn
/// from returns a run without models that says so in <see cref="TrainingRun.Skipped"/>.
/// </remarks>
public interface ITrainingTask
{
    /// <summary>Name in commands, files and aliases, in kebab-case; <c>NAME@live</c> is the alias that its best model answers under.</summary>
    string Name { get; }

    /// <summary>Where it stands among the tasks; ties by name.</summary>
    int Place { get; }

    /// <summary>The question it answers, in English, such as <c>Who will buy what?</c></summary>
    string Title { get; }

    /// <summary>The same in Chinese.</summary>
    string TitleZh { get; }

    /// <summary>Metrics that tables show first, by name; the first decides.</summary>
    IReadOnlyList<string> MainMetrics { get; }

    /// <summary>The command that asks the published model, in English.</summary>
    string Asked => "./taojin serve";

    /// <summary>The same in Chinese.</summary>
    string AskedZh => Asked;

    /// <summary>Whether <c>train</c> without a task trains it too; one that learns from a file named at the call is trained when it is asked for.</summary>
    bool IsInAll => true;

    /// <summary>Whether an algorithm can be trained for it.</summary>
    bool Takes(AlgorithmCard card, Algorithms algorithms) => card.Task.Name == Name;

    /// <summary>Fits, judges and stores the models that the data can carry.</summary>
    /// <param name="input">The shop, its log or a table, and what is asked for.</param>
    /// <param name="cancellation">Ends it early; versions that are whole stay.</param>
    TrainingRun Run(TrainingInput input, CancellationToken cancellation);

    /// <summary>What else is published with the best model: aliases with the row that answers under each, and why in both languages.</summary>
    IEnumerable<(string Alias, ModelRow Row, string Why, string WhyZh)> AlsoPublished(TrainingRun run) => [];
}
