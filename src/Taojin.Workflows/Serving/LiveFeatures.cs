using Taojin.Data;
using Taojin.Mining.Features;

namespace Taojin.Workflows.Serving;

/// <summary>
/// The features of the shop, read in beside the answers from the first event on, or when somebody wants them: events that come meanwhile wait in their order
/// and are made up for. Lists of a shop without a purchase model do not need them; whoever does waits with <see cref="WaitUntilReady"/> first.
/// </summary>
internal sealed class LiveFeatures
{
    private readonly Lazy<Task> _ready;
    private readonly List<ShopEvent> _waiting = [];
    private FeatureReplay? _features;

    /// <param name="gate">Held to write while the features take over what waits.</param>
    /// <param name="read">Reads the features of the log; on a thread of its own.</param>
    public LiveFeatures(Gate gate, Func<FeatureReplay> read) => _ready = new(() => Task.Run(() =>
    {
        var features = read();
        gate.Write(() =>
        {
            foreach (var happened in _waiting)
                features.Observe(happened);
            _waiting.Clear();
            _features = features;
        });
    }));

    /// <summary>Begins to read them, if nobody did.</summary>
    public void Start() => _ = _ready.Value;

    /// <summary>The features; read in the gate.</summary>
    /// <exception cref="InvalidOperationException">Nobody waited until they are ready.</exception>
    public FeatureReplay Now => _features ?? throw new InvalidOperationException("The features are not read yet.");

    /// <summary>Takes note of an event; the gate is held to write.</summary>
    public void Observe(in ShopEvent happened)
    {
        if (_features is { } features)
        {
            features.Observe(happened);
            return;
        }
        _waiting.Add(happened);
        Start();
    }

    /// <summary>Waits until the features can be read; outside of the gate.</summary>
    public void WaitUntilReady() => _ready.Value.GetAwaiter().GetResult();
}
