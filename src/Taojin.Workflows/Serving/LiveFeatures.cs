using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Storage;

namespace Taojin.Workflows.Serving;

/// <summary>
/// The features of the shop, read in beside the answers from the first event on, or when somebody wants them: events that come meanwhile wait in their order
/// and are made up for. Lists of a shop without a purchase model do not need them; whoever does waits with <see cref="WaitUntilReady"/> first.
/// </summary>
internal sealed class LiveFeatures
{
    private readonly Lazy<Task> _ready;
    private const int MostAtOnce = 64;
    private readonly Gate _gate;
    private readonly List<ShopEvent> _waiting = [];
    private FeatureReplay? _features;
    private List<(ShopEvent Happened, LogMark Mark)>? _since;

    /// <param name="gate">Held to write while the features take over what waits.</param>
    /// <param name="read">Reads the features of the log; on a thread of its own.</param>
    public LiveFeatures(Gate gate, Func<FeatureReplay> read) => (_gate, _ready) = (gate, new(() => Task.Run(() =>
    {
        var features = read();
        gate.Write(() =>
        {
            foreach (var happened in _waiting)
                features.Observe(happened);
            _waiting.Clear();
            _features = features;
        });
    })));

    /// <summary>Begins to read them, if nobody did.</summary>
    public void Start() => _ = _ready.Value;

    /// <summary>The features; read in the gate.</summary>
    /// <exception cref="InvalidOperationException">Nobody waited until they are ready.</exception>
    public FeatureReplay Now => _features ?? throw new InvalidOperationException("The features are not read yet.");

    /// <summary>Takes note of an event; the gate is held to write.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="mark">Where it stands in the log.</param>
    public void Observe(in ShopEvent happened, LogMark mark = default)
    {
        _since?.Add((happened, mark));
        if (_features is { } features)
        {
            features.Observe(happened);
            return;
        }
        _waiting.Add(happened);
        Start();
    }

    /// <summary>Puts features in the place of these that were read anew; outside of the gate, one at a time. Answers go on meanwhile, and events that the reading did not see are made up for.</summary>
    /// <param name="read">Reads features of the log and says how far that goes; null leaves these in place.</param>
    public void Renew(Func<(FeatureReplay Features, LogMark Until)?> read)
    {
        WaitUntilReady();
        _gate.Write(() => _since = []);
        try
        {
            if (read() is not var (features, until))
                return;
            for (var isBehind = true; isBehind;)
            {
                List<(ShopEvent Happened, LogMark Mark)> missed = [];
                _gate.Write(() =>
                {
                    isBehind = _since!.Count > MostAtOnce;
                    (missed, _since) = (_since, []);
                    if (isBehind)
                        return;
                    MakeUp(features, missed, until);
                    _features = features;
                });
                if (isBehind)
                    MakeUp(features, missed, until);
            }
        }
        finally
        {
            _gate.Write(() => _since = null);
        }
    }

    private static void MakeUp(FeatureReplay features, List<(ShopEvent Happened, LogMark Mark)> missed, LogMark until)
    {
        foreach (var (happened, mark) in missed)
            if (!until.Has(mark))
                features.Observe(happened);
    }

    /// <summary>Waits until the features can be read; outside of the gate.</summary>
    public void WaitUntilReady() => _ready.Value.GetAwaiter().GetResult();
}
