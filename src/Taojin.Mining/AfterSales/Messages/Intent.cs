using Taojin.Mining.Learning;
using Taojin.Mining.Text;

namespace Taojin.Mining.AfterSales.Messages;

/// <summary>Which runs of words and characters name an intent.</summary>
public sealed record IntentOptions : EncodedTextOptions
{
    /// <summary>Runs of up to two tokens and of two to five characters, half by contrast; short messages are fitted closely.</summary>
    public IntentOptions() => (ShortestCharacters, FewestTexts, Cost, Contrast) = (2, 1, 3, 0.5);
}

/// <summary>What a customer wants: runs of words and characters with linear weights, one intent against the rest, calibrated.</summary>
/// <remarks>See <see cref="LinearTextFit"/>. Log-count ratios of Wang &amp; Manning, ACL 2012, aclanthology.org/P12-2018, over many classes.</remarks>
public sealed class Intent(IntentOptions options) : IDescribed<AlgorithmCard>, IEstimator<Labelled<string>, LinearTextModel>
{
    private readonly IntentOptions _options = options.Validated();

    /// <summary>What models of intents are for.</summary>
    public static MiningTask Task { get; } = new("intent");

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<IntentOptions, LinearTextModel>("intent", "Intent of messages", "消息意图", Task, "aclanthology.org/P12-2018", options => new Intent(options));

    /// <inheritdoc />
    public LinearTextModel Fit(Labelled<string> data, FitContext context) => LinearTextFit.Fit(data, _options, context);
}
