using System.Globalization;
using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Mining.Learning.Search;
using Taojin.Workflows;
using Taojin.Workflows.Training;
using Taojin.Workflows.Tuning;

namespace Taojin.Server.Tasks;

/// <summary>A wish, checked, as arguments of the program.</summary>
internal static class TaskArguments
{
    private const int MostTrials = 100_000;
    private const double MostSeconds = 1e7;

    /// <summary>What the program is started with.</summary>
    public static IReadOnlyList<string> Of(TrainWish wish, string workspace)
    {
        string[] where = ["--workspace", workspace, "--task", wish.Task];
        if (wish.Tune is not { } search)
            return ["train", .. where, .. Many("--algorithm", wish.Algorithms), .. Many("--set", wish.Set)];
        string[] budget = search.BudgetSeconds is { } seconds ? ["--budget", string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds)}s")] : [];
        return ["tune", wish.Algorithms![0], .. where, "--trials", (search.Trials ?? new SearchOptions().Trials).ToString(CultureInfo.InvariantCulture), .. budget, .. Many("--only", search.Only)];
    }

    /// <summary>Refuses what cannot be done, before anything is copied.</summary>
    /// <exception cref="TaojinException">task.kind, canary.share, tune.other-task, tune.option-unknown, request.out-of-range.</exception>
    public static void Check(TrainWish wish, Mine mine)
    {
        if (!Train.Tasks.Contains(wish.Task))
            throw new TaojinException("task.kind", $"There is no task '{wish.Task}' to train.", $"Known: {string.Join(", ", Train.Tasks)}.");
        if (wish.Canary is not (null or (> 0 and < 1)))
            throw new TaojinException("canary.share", $"{wish.Canary} is no share of the users.", "Give one between 0 and 1, such as 0.1.");
        if (wish.Tune is not { } search)
            return;
        if (wish.Algorithms is not [var name] || TrainingTasks.Of(wish.Task) is not ITunable task || !task.Takes(mine.Algorithms[name], mine.Algorithms))
            throw new TaojinException("tune.other-task", $"A search for {wish.Task} needs one algorithm that can be tuned for it.", $"Tasks that can be tuned: {string.Join(", ", TrainingTasks.All.OfType<ITunable>().Select(each => each.Name))}, with algorithms of theirs.");
        if (search.Trials is < 1 or > MostTrials)
            throw RequestFault.OutOfRange("trials", search.Trials.Value, (1, MostTrials));
        if (search.BudgetSeconds is not (null or > 0 and < MostSeconds))
            throw RequestFault.OutOfRange("budget_seconds", search.BudgetSeconds.Value, (0, MostSeconds));
        _ = SearchSpace.Of(mine.Algorithms[name].Options, search.Only ?? []);
    }

    private static IEnumerable<string> Many(string option, IReadOnlyList<string>? values) => values is { Count: > 0 } ? values.Prepend(option) : [];
}
