using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;

namespace Taojin.Mining.Classification;

/// <summary>Categories of products from their words: hashed runs of words and characters with linear weights.</summary>
/// <remarks>See <see cref="LinearTextFit"/>. Joulin et al. 2017, doi:10.18653/v1/E17-2068, for the runs; Hsieh et al. 2008, doi:10.1145/1390156.1390208, for the fit.</remarks>
public sealed class LinearText(LinearTextOptions options) : IDescribed<AlgorithmCard>, IEstimator<Labelled<ProductFacts>, LinearTextProducts>
{
    private readonly LinearTextOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<LinearTextOptions, LinearTextProducts>(
        "linear-text", "Linear text model", "线性文本模型", CategoryTasks.Category, "doi:10.1145/1390156.1390208",
        options => new LinearText(options)) with { Needs = [DataNeed.TitledItems(20)] };

    /// <inheritdoc />
    public LinearTextProducts Fit(Labelled<ProductFacts> data, FitContext context) =>
        new(LinearTextFit.Fit(data.Select(product => product.Text), _options, context));
}

/// <summary>A <see cref="LinearTextModel"/> over the words of products.</summary>
/// <param name="words">The model of their words.</param>
public sealed class LinearTextProducts(LinearTextModel words) : IExplainsWords<ProductFacts>, ISaysFamiliarity<ProductFacts>, IPersistent<LinearTextProducts>
{
    /// <inheritdoc />
    public Vocabulary Classes => words.Classes;

    /// <inheritdoc />
    public void Predict(ProductFacts input, Span<double> probabilities) => words.Predict(input.Text, probabilities);

    /// <inheritdoc />
    public IReadOnlyList<WordPart> Explain(ProductFacts input, int @class, int count) => words.Explain(input.Text, @class, count);

    /// <inheritdoc />
    public double Familiarity(ProductFacts input) => words.Familiarity(input.Text);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => words.Save(writer);

    /// <inheritdoc />
    public static LinearTextProducts Load(IArtifactReader reader) => new(LinearTextModel.Load(reader));
}
