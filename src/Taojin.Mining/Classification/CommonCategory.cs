using Taojin.Mining.Learning;

namespace Taojin.Mining.Classification;

/// <summary>Nothing can be set.</summary>
public sealed record CommonCategoryOptions;

/// <summary>The most common category for every product: what any model must beat.</summary>
/// <remarks>See <see cref="CommonClassModel{TInput}"/>.</remarks>
public sealed class CommonCategory(CommonCategoryOptions options) : IDescribed<AlgorithmCard>, IEstimator<Labelled<ProductFacts>, CommonClassModel<ProductFacts>>
{
    private readonly CommonCategoryOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<CommonCategoryOptions, CommonClassModel<ProductFacts>>(
        "common-category", "Most common category", "最常见类目", CategoryTasks.Category, "Witten, Frank, Hall & Pal, Data Mining (ZeroR)",
        options => new CommonCategory(options), isBaseline: true) with { Needs = [DataNeed.TitledItems(20)] };

    /// <inheritdoc />
    public CommonClassModel<ProductFacts> Fit(Labelled<ProductFacts> data, FitContext context)
    {
        _ = _options;
        return CommonClassModel<ProductFacts>.Of(data, context);
    }
}
