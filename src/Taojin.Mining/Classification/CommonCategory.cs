using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Classification;

/// <summary>Nothing can be set.</summary>
public sealed record CommonCategoryOptions;

/// <summary>The most common category for every product: what any model must beat.</summary>
/// <remarks>Probabilities are the shares of the categories. Witten, Frank, Hall &amp; Pal, Data Mining (ZeroR).</remarks>
public sealed class CommonCategory(CommonCategoryOptions options) : IDescribed<AlgorithmCard>, IEstimator<Labelled<ProductFacts>, CommonCategoryModel>
{
    private readonly CommonCategoryOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<CommonCategoryOptions, CommonCategoryModel>(
        "common-category", "Most common category", "最常见类目", CategoryTasks.Category, "Witten, Frank, Hall & Pal, Data Mining (ZeroR)",
        options => new CommonCategory(options), isBaseline: true) with { Needs = [DataNeed.TitledItems(20)] };

    /// <inheritdoc />
    public CommonCategoryModel Fit(Labelled<ProductFacts> data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        _ = _options;
        data.RequireTwoClasses();
        var shares = new double[data.Classes.Count];
        foreach (var label in data.Labels)
            shares[label]++;
        return new(data.Classes, Array.ConvertAll(shares, count => count / data.Labels.Length));
    }
}

/// <summary>Shares of categories.</summary>
public sealed class CommonCategoryModel : IClassModel<ProductFacts>, IPersistent<CommonCategoryModel>
{
    private readonly double[] _shares;

    internal CommonCategoryModel(Vocabulary classes, double[] shares) => (Classes, _shares) = (classes, shares);

    /// <inheritdoc />
    public Vocabulary Classes { get; }

    /// <inheritdoc />
    public void Predict(ProductFacts input, Span<double> probabilities) => _shares.CopyTo(probabilities);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("classes", Classes.Ids);
        writer.Array<double>("shares", _shares);
    }

    /// <inheritdoc />
    public static CommonCategoryModel Load(IArtifactReader reader) => new(new(reader.Ids("classes")), reader.Array<double>("shares"));
}
