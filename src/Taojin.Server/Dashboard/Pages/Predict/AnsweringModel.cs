using Taojin.Workflows.Training;

namespace Taojin.Server.Dashboard.Pages.Predict;

/// <summary>Whose quality is shown beside the people that are named.</summary>
internal static class AnsweringModel
{
    /// <summary>The model that answers, as the last training judged it; where none answers, the one that was chosen.</summary>
    /// <param name="run">The last training.</param>
    /// <param name="live">The version that answers; null when none does.</param>
    /// <returns>Null when the training judged other versions only, or without curves.</returns>
    public static ModelRow? In(TrainingRun run, string? live) =>
        Row(run, live) is { Curves: not null } model ? model : null;

    /// <summary>The same, whether it has curves or not.</summary>
    public static ModelRow? Row(TrainingRun run, string? live) => live is null ? run.Chosen : run.Models.FirstOrDefault(model => model.Version == live);
}
