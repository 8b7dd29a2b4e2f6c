using System.Text.Json;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Search;
using Taojin.Storage;

namespace Taojin.Workflows.Tuning;

/// <summary>Lets places beside this process judge the trials of a search, as many at once as there are. What is proposed does not depend on who judges, or when.</summary>
internal sealed class TrialsAway((ITuningGround Ground, AlgorithmCard Card, SearchSpace Space) search, TuneRequest request, ITrialPlaces places)
{
    public required string Settings { get; init; }

    public required ulong Seed { get; init; }

    /// <returns>Whether the budget ended it. Trials under way are then given up and not logged.</returns>
    public bool Run(SearchPlan plan, TrialLog log, CancellationToken cancellation) => RunAsync(plan, log, cancellation).GetAwaiter().GetResult();

    private async Task<bool> RunAsync(SearchPlan plan, TrialLog log, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new Dictionary<(int Trial, int Rung), Task<TrialLine>>();
        try
        {
            while (true)
            {
                if (request.Budget is { } budget && log.SpentSeconds >= budget.TotalSeconds)
                    return true;
                foreach (var step in plan.SideBySide([.. log.Lines.Select(line => line.Result)]).Where(step => !running.ContainsKey((step.Trial, step.Rung))))
                    if (running.Count < places.Count)
                        running[(step.Trial, step.Rung)] = JudgeAsync(step, end.Token);
                if (running.Count == 0)
                    return false;
                var line = await await Task.WhenAny(running.Values);
                running.Remove((line.Trial, line.Rung));
                log.Add(line);
                request.Progress?.Invoke(line);
            }
        }
        finally
        {
            await end.CancelAsync();
        }
    }

    private async Task<TrialLine> JudgeAsync(SearchStep step, CancellationToken cancellation)
    {
        var values = step.Point.Count == 0 ? [] : search.Space.At(step.Point);
        var order = new TrialOrder(Settings, request.Task, request.Algorithm, JsonSerializer.Serialize(values, Snake.Json), search.Ground.Data) { Share = step.Share, Seed = Seed };
        var outcome = await places.JudgeAsync(order, cancellation);
        var (value, fault) = outcome.PeakBytes > request.MemoryBytes ? (double.NaN, $"needed {outcome.PeakBytes} bytes of memory") : (outcome.Value, outcome.Fault);
        return new(step.Trial, step.Rung, step.Share, values, step.Point, value, outcome.Seconds, outcome.PeakBytes, fault);
    }
}
