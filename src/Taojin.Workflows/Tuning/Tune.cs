using Taojin.Data;
using Taojin.Mining.Learning.Search;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tuning;

/// <summary>Searches options on the validation rows, then trains with the best beside the baselines. A search that was interrupted goes on where it was.</summary>
public sealed class Tune(Mine mine)
{
    /// <summary>Searches and trains.</summary>
    /// <param name="prepared">The cleaned log; null prepares it when it is needed.</param>
    /// <param name="request">The data, the seed and the options that are given.</param>
    /// <param name="tune">What to search and how far.</param>
    /// <param name="cancellation">Ends it; trials that are done stay in the log.</param>
    /// <exception cref="TaojinException">The task cannot be tuned, the algorithm is of another task, or no trial could be judged on all rows within the budget.</exception>
    public TuneResult Run(Prepared? prepared, TrainRequest request, TuneRequest tune, CancellationToken cancellation)
    {
        var (input, card) = (new TrainingInput(mine, prepared, request), mine.Algorithms[tune.Algorithm]);
        if (TrainingTasks.Of(tune.Task) is not ITunable task || !task.Takes(card, mine.Algorithms))
            throw new TaojinException("tune.other-task", $"'{tune.Algorithm}' cannot be tuned for {tune.Task}.", $"Tasks that can be tuned: {string.Join(", ", TrainingTasks.All.OfType<ITunable>().Select(each => each.Name))}, with algorithms of theirs.");
        var ground = task.Ground(input, card, cancellation);
        var search = ground.HasShares ? tune.Search : tune.Search with { Halving = 1 };
        var space = SearchSpace.Of(card.Options, tune.Only);
        var path = TrialLogs.PathOf(mine.Workspace.Folder, tune.Task, tune.Algorithm);
        using var log = TrialLog.Open(path, new(tune.Task, tune.Algorithm, ground.Data, ground.Metric, request.Seed, search.Method, search.Halving, space.Dimensions));
        var trials = new Trials(ground, card, space, tune) { Context = new() { Seed = request.Seed, Threads = request.Threads } };
        var plan = new SearchPlan(space, search, trials.Context);
        var (before, ended) = (log.Lines.Count, tune.Places is { } places ? Away((ground, card, space), (request, tune), places).Run(plan, log, cancellation) : trials.Run(plan, log, cancellation));
        var best = plan.Best(log.Lines.Select(line => line.Result)) is { } found ? log.Lines.First(line => line.Trial == found.Trial && line.Rung == found.Rung)
            : throw new TaojinException("tune.nothing-judged", "No trial could be judged on all rows within the budget.", "Give more time or memory: --budget, --memory. The trials that were done are kept.");
        var standard = log.Lines.FirstOrDefault(line => line.Trial == 0)?.Value ?? double.NaN;
        var result = new TuneResult(tune.Task, tune.Algorithm, ground.Metric, standard, best, log.Lines, log.Lines.Count - before, log.SpentSeconds, ended, path, null);
        return result with { Run = TrainBest(input, result, tune, space.Options(best.Options), cancellation) };
    }

    private TrialsAway Away((ITuningGround, Mining.Learning.AlgorithmCard, SearchSpace) search, (TrainRequest Train, TuneRequest Tune) request, ITrialPlaces places) =>
        request.Train.Table is null && mine.Workspace.Settings.Store.Length > 0
            ? new(search, request.Tune, places) { Settings = File.ReadAllText(Path.Combine(mine.Workspace.Folder, "taojin.toml")), Seed = request.Train.Seed }
            : throw new TaojinException("tune.not-shared", "Other places cannot read what is searched over: it is in files of this machine.", "Keep the shop in a PostgreSQL (store in taojin.toml), or search without --cluster.");

    /// <summary>The algorithm with its best options, beside every baseline of the task.</summary>
    private TrainingRun TrainBest(TrainingInput input, TuneResult result, TuneRequest tune, object options, CancellationToken cancellation)
    {
        var task = TrainingTasks.Of(tune.Task);
        string[] algorithms = [tune.Algorithm, .. mine.Algorithms.Cards.Where(card => card.IsBaseline && card.Name != tune.Algorithm && task.Takes(card, mine.Algorithms) && mine.Algorithms.CanTrain(card)).Select(card => card.Name)];
        var request = input.Request with
        {
            Algorithms = algorithms,
            Options = new Dictionary<string, object>(input.Request.Options, StringComparer.Ordinal) { [tune.Algorithm] = options },
            Searches = new Dictionary<string, System.Text.Json.Nodes.JsonNode>(StringComparer.Ordinal) { [tune.Algorithm] = result.Card(tune) },
        };
        return Train.Run(input.With(request), tune.Task, cancellation).Single();
    }
}
