using Taojin.Mining.Learning;

namespace Taojin.Mining.AfterSales.Messages;

/// <summary>Nothing can be set.</summary>
public sealed record CommonIntentOptions;

/// <summary>The most common intent for every message: what any model must beat.</summary>
/// <remarks>See <see cref="CommonClassModel{TInput}"/>.</remarks>
public sealed class CommonIntent(CommonIntentOptions options) : IDescribed<AlgorithmCard>, IEstimator<Labelled<string>, CommonClassModel<string>>
{
    private readonly CommonIntentOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<CommonIntentOptions, CommonClassModel<string>>(
        "common-intent", "Most common intent", "最常见意图", Intent.Task, "Witten, Frank, Hall & Pal, Data Mining (ZeroR)", options => new CommonIntent(options), isBaseline: true);

    /// <inheritdoc />
    public CommonClassModel<string> Fit(Labelled<string> data, FitContext context)
    {
        _ = _options;
        return CommonClassModel<string>.Of(data, context);
    }
}
