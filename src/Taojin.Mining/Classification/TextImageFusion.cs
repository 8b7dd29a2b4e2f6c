using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Classification;

/// <summary>Categories of products from words and pictures together; either side may be missing.</summary>
/// <remarks>
/// Stacking (Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1): each part of the data is answered by models of the other parts; a weight for each side and a shift for
/// each category are fitted to those answers, and a scale for products that have one side only. Then both models are fitted on everything. Costs folds + 1 fits of each.
/// </remarks>
public sealed class TextImageFusion : IDescribed<AlgorithmCard>, IEstimator<Labelled<ProductFacts>, TextImageFusionModel>, ICombinesAlgorithms
{
    private readonly TextImageFusionOptions _options;
    private readonly Algorithms _algorithms;
    private readonly (IEstimator<Labelled<ProductFacts>, IClassModel<ProductFacts>> Words, IEstimator<Labelled<ProductFacts>, IClassModel<ProductFacts>> Pictures)? _given;

    /// <summary>A fusion of algorithms of this project.</summary>
    public TextImageFusion(TextImageFusionOptions options)
        : this(options, new Algorithms())
    {
    }

    /// <summary>A fusion of the given algorithms.</summary>
    public TextImageFusion(TextImageFusionOptions options, Algorithms algorithms) => (_options, _algorithms) = (options.Validated(), algorithms);

    /// <summary>A fusion of algorithms with options of their own, under the names that the options give.</summary>
    public TextImageFusion(
        TextImageFusionOptions options, IEstimator<Labelled<ProductFacts>, IClassModel<ProductFacts>> words, IEstimator<Labelled<ProductFacts>, IClassModel<ProductFacts>> pictures)
        : this(options) => _given = (words, pictures);

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<TextImageFusionOptions, TextImageFusionModel>(
        "text-image-fusion", "Words and pictures together", "图文融合", CategoryTasks.Category, "doi:10.1016/S0893-6080(05)80023-1", options => new TextImageFusion(options)) with { Needs = [DataNeed.TitledItems(20), DataNeed.PicturedItems(20)], IsOnRequest = true };

    /// <inheritdoc />
    public object With(Algorithms algorithms) => new TextImageFusion(_options, algorithms);

    /// <inheritdoc />
    /// <exception cref="TooLittleDataException">Words or pictures alone cannot carry a model.</exception>
    public TextImageFusionModel Fit(Labelled<ProductFacts> data, FitContext context)
    {
        data.RequireTwoClasses();
        var (words, pictures) = _given ?? (Estimator(_options.Words), Estimator(_options.Pictures));
        var fused = _options.Way == FusionWay.Late ? null : Learn(data, (words, pictures), context);
        return new(
            new((_options.Words, words.Fit(With(data, FusionSides.HasWords), context)), (_options.Pictures, pictures.Fit(With(data, FusionSides.HasPicture), context)), Text.LabelShares.Of(data.Classes, data.Labels).Shares), fused);
    }

    private IEstimator<Labelled<ProductFacts>, IClassModel<ProductFacts>> Estimator(string name) => _algorithms.Estimator<Labelled<ProductFacts>, IClassModel<ProductFacts>>(name);

    private FusedSides Learn(Labelled<ProductFacts> data, (IEstimator<Labelled<ProductFacts>, IClassModel<ProductFacts>> Words, IEstimator<Labelled<ProductFacts>, IClassModel<ProductFacts>> Pictures) by, FitContext context)
    {
        var quiet = context with { Progress = null };
        var words = OutOfFold(data, by.Words, FusionSides.HasWords, quiet);
        context.Progress?.Report(new("text-image-fusion", 1, 3));
        var pictures = OutOfFold(data, by.Pictures, FusionSides.HasPicture, quiet);
        context.Progress?.Report(new("text-image-fusion", 2, 3));
        int[] both = [.. Enumerable.Range(0, data.Labels.Length).Where(row => FusionSides.HasWords(data.Inputs[row]) && FusionSides.HasPicture(data.Inputs[row]))];
        return new(
            Weigh(data, (words, null), [.. Enumerable.Range(0, data.Labels.Length).Where(row => FusionSides.HasWords(data.Inputs[row]))], context),
            Weigh(data, (null, pictures), [.. Enumerable.Range(0, data.Labels.Length).Where(row => FusionSides.HasPicture(data.Inputs[row]))], context),
            Weigh(data, (words, pictures), both, context));
    }

    private FusionWeights Weigh(Labelled<ProductFacts> data, (DenseRows? Words, DenseRows? Pictures) said, int[] rows, FitContext context) => rows.Length == 0
        ? new(said.Words is null ? 0 : 0.5, said.Pictures is null ? 0 : 0.5, [])
        : FusionWeights.Fit((Picked(said.Words, rows), Picked(said.Pictures, rows)), [.. rows.Select(row => data.Labels[row])], _options.L2, context);

    /// <summary>Log-probabilities of each product by a model that did not learn from it, shape [rows × classes].</summary>
    private DenseRows OutOfFold(Labelled<ProductFacts> data, IEstimator<Labelled<ProductFacts>, IClassModel<ProductFacts>> estimator, Func<ProductFacts, bool> has, FitContext context)
    {
        var (said, fold) = (new DenseRows(data.Labels.Length, data.Classes.Count), data.Inputs.Select(product => (int)(product.Chance("text-image-fusion/folds") * _options.Folds)).ToArray());
        for (var part = 0; part < _options.Folds; part++)
        {
            int[] learned = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] != part && has(data.Inputs[row]))];
            int[] judged = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] == part && has(data.Inputs[row]))];
            var model = estimator.Fit(data.Pick(learned), context);
            context.ForEachRow(judged.Length, () => new double[data.Classes.Count], (place, probabilities) =>
            {
                model.Predict(data.Inputs[judged[place]], probabilities);
                for (var label = 0; label < probabilities.Length; label++)
                    said[judged[place]][label] = (float)FusionWeights.Log(probabilities[label]);
            });
            (model as IDisposable)?.Dispose();
        }
        return said;
    }

    private static Labelled<ProductFacts> With(Labelled<ProductFacts> data, Func<ProductFacts, bool> has)
    {
        var kept = data.Pick([.. Enumerable.Range(0, data.Labels.Length).Where(row => has(data.Inputs[row]))]);
        return kept.Labels.Distinct().Count() < 2 ? data : kept; // the model itself then says what it lacks, with the whole number of rows
    }

    private static DenseRows? Picked(DenseRows? rows, int[] which)
    {
        if (rows is null)
            return null;
        var picked = new DenseRows(which.Length, rows.ColumnCount);
        for (var place = 0; place < which.Length; place++)
            rows[which[place]].CopyTo(picked[place]);
        return picked;
    }
}
