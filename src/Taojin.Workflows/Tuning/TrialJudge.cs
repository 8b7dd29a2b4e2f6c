using System.Text.Json.Nodes;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Search;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tuning;

/// <summary>Judges trials of another process's search over the log that both share: a workspace of its own, made from the store and thrown away.</summary>
public sealed class TrialJudge : IDisposable
{
    private readonly Dictionary<(string Task, string Algorithm), ITuningGround> _grounds = [];
    private readonly ShopCopy _copy;

    /// <param name="settings">The shop's <c>taojin.toml</c>.</param>
    /// <param name="store">The PostgreSQL that holds the log, as this process reaches it.</param>
    /// <param name="algorithms">What can be learned here.</param>
    /// <param name="clock">The only clock.</param>
    /// <exception cref="TaojinException">The store cannot be reached, or the settings are wrong here.</exception>
    public TrialJudge(string settings, string store, Algorithms algorithms, TimeProvider clock) => _copy = new(settings, store, algorithms, clock);

    /// <summary>Judges a trial, as the process that searches would.</summary>
    /// <param name="order">The trial.</param>
    /// <param name="threads">At most so many threads.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="TaojinException">tune.other-data: the log here is not what is searched over.</exception>
    public TrialOutcome Judge(TrialOrder order, int threads, CancellationToken cancellation)
    {
        var (card, measured) = (_copy.Mine.Algorithms[order.Algorithm], new Measured());
        var ground = GroundOf(order, card, cancellation);
        if (ground.Data != order.Data)
            throw new TaojinException("tune.other-data", $"The log holds {ground.Data} here, not {order.Data}.", "Let no events come while trials are judged on nodes, or search without --cluster.");
        var (value, fault) = (double.NaN, (string?)null);
        try
        {
            value = ground.Judge(card, SearchSpace.Of(card.Options, []).Options(JsonNode.Parse(order.Options)!.AsObject()), order.Share, new() { Seed = order.Seed, Threads = threads, Cancellation = cancellation });
        }
        catch (TaojinException failed)
        {
            fault = failed.Message;
        }
        return new(value, measured.Seconds, PeakMemory.Bytes, fault);
    }

    /// <inheritdoc />
    public void Dispose() => _copy.Dispose();

    private ITuningGround GroundOf(TrialOrder order, AlgorithmCard card, CancellationToken cancellation) =>
        _grounds.TryGetValue((order.Task, order.Algorithm), out var known) ? known
            : _grounds[(order.Task, order.Algorithm)] = ((ITunable)TrainingTasks.Of(order.Task)).Ground(new(_copy.Mine, null, new() { Seed = order.Seed, Threads = 1 }), card, cancellation);
}
