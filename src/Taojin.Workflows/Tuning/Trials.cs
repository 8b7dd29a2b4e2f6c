using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Search;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tuning;

/// <summary>Judges one trial after another until the plan or the budget ends.</summary>
internal sealed class Trials(ITuningGround ground, AlgorithmCard card, SearchSpace space, TuneRequest request)
{
    public required FitContext Context { get; init; }

    /// <returns>Whether the budget ended it. A trial that the budget interrupts is not logged.</returns>
    public bool Run(SearchPlan plan, TrialLog log, CancellationToken cancellation)
    {
        while (plan.Next([.. log.Lines.Select(line => line.Result)]) is { } step)
        {
            var left = request.Budget is { } budget ? budget.TotalSeconds - log.SpentSeconds : double.PositiveInfinity;
            if (left <= 0)
                return true;
            using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (left < int.MaxValue / 1000)
                timed.CancelAfter(TimeSpan.FromSeconds(left));
            try
            {
                var line = Judge(step, timed.Token);
                log.Add(line);
                request.Progress?.Invoke(line);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return true;
            }
        }
        return false;
    }

    private TrialLine Judge(SearchStep step, CancellationToken cancellation)
    {
        var values = step.Point.Count == 0 ? [] : space.At(step.Point);
        var measured = new Measured();
        var (value, fault) = (double.NaN, (string?)null);
        try
        {
            value = ground.Judge(card, space.Options(values), step.Share, Context with { Cancellation = cancellation });
        }
        catch (Data.TaojinException failed)
        {
            fault = failed.Message;
        }
        var peak = PeakMemory.Bytes;
        if (peak > request.MemoryBytes)
            (value, fault) = (double.NaN, $"needed {peak} bytes of memory");
        return new(step.Trial, step.Rung, step.Share, values, step.Point, value, measured.Seconds, peak, fault);
    }
}
