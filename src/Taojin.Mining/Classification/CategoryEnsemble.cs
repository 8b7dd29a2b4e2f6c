using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Ensembles;

namespace Taojin.Mining.Classification;

/// <summary>Several models of categories as one: by vote, mean, weighted mean or stacking of their log-probabilities.</summary>
/// <remarks>
/// The rows are cut into folds with the categories spread over them; members fitted on the others foretell each fold, and weights (and for stacking
/// a scale) are learned by these out-of-fold answers (Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1). A member that adds nothing is dropped; the
/// others are fitted on all rows. Rows that are nearly the same should not stand in several folds: their members then seem better than they are.
/// Costs folds + 1 fits of each member, and 8 bytes a row, category and member.
/// </remarks>
public sealed class CategoryEnsemble : IDescribed<AlgorithmCard>, IEstimator<Labelled<ProductFacts>, CategoryEnsembleModel>, ICombinesAlgorithms
{
    private readonly CategoryEnsembleOptions _options;
    private readonly Algorithms _algorithms;

    /// <summary>An ensemble of algorithms of this project.</summary>
    public CategoryEnsemble(CategoryEnsembleOptions options)
        : this(options, new Algorithms())
    {
    }

    private CategoryEnsemble(CategoryEnsembleOptions options, Algorithms algorithms) => (_options, _algorithms) = (options.Validated(), algorithms);

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<CategoryEnsembleOptions, CategoryEnsembleModel>(
        "category-ensemble", "Ensemble of category models", "类目集成模型", CategoryTasks.Category, "doi:10.1016/S0893-6080(05)80023-1",
        options => new CategoryEnsemble(options)) with { Needs = [DataNeed.TitledItems(200)], IsOnRequest = true };

    /// <inheritdoc />
    public object With(Algorithms algorithms) => new CategoryEnsemble(_options, algorithms);

    /// <inheritdoc />
    /// <exception cref="Taojin.Data.TaojinException">A member or one of its options is unknown.</exception>
    public CategoryEnsembleModel Fit(Labelled<ProductFacts> data, FitContext context)
    {
        data.RequireTwoClasses();
        var choices = _options.Members.Select(text => MemberChoice.Parse<Labelled<ProductFacts>, IClassModel<ProductFacts>>(text, _algorithms, typeof(CategoryEnsembleModel))).ToArray();
        var quiet = context with { Progress = null };
        var pool = ClassPool.Of(OutOfFold(choices, data, (quiet, context.Progress)), data.Labels, new() { Method = _options.Method, LeastGain = _options.LeastGain });
        var members = choices.Select((choice, place) => pool.Weights[place] > 0
            ? new CategoryMember(choice.Card, choice.Fit<Labelled<ProductFacts>, IClassModel<ProductFacts>>(_algorithms, data, quiet), pool.Weights[place]) : null).OfType<CategoryMember>().ToArray();
        return new(data.Classes, members, pool with { Weights = [.. members.Select(member => member.Weight)] });
    }

    /// <summary>Probabilities of each row by members that have not seen it, shape [members][rows × classes].</summary>
    private double[][] OutOfFold(MemberChoice[] choices, Labelled<ProductFacts> data, (FitContext Quiet, IProgress<FitProgress>? Progress) run)
    {
        var (folds, classes) = (Folds(data, run.Quiet), data.Classes.Count);
        var said = choices.Select(_ => new double[data.Labels.Length * classes]).ToArray();
        for (var fold = 0; fold < _options.Folds; fold++)
        {
            int[] rest = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] != fold)], held = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] == fold)];
            for (var member = 0; member < choices.Length; member++)
            {
                run.Quiet.Cancellation.ThrowIfCancellationRequested();
                var model = choices[member].Fit<Labelled<ProductFacts>, IClassModel<ProductFacts>>(_algorithms, data.Pick(rest), run.Quiet);
                foreach (var row in held)
                    model.Predict(data.Inputs[row], said[member].AsSpan(row * classes, classes));
                run.Progress?.Report(new(Card.Name, (fold * choices.Length) + member + 1, _options.Folds * choices.Length));
            }
        }
        return said;
    }

    /// <summary>A fold for each row; the rows of a category are dealt out one by one, from another fold for each.</summary>
    private int[] Folds(Labelled<ProductFacts> data, FitContext context)
    {
        var (order, dealt, folds) = (Enumerable.Range(0, data.Labels.Length).ToArray(), Enumerable.Range(0, data.Classes.Count).ToArray(), new int[data.Labels.Length]);
        context.Random("category-ensemble/folds").Shuffle<int>(order);
        foreach (var row in order)
            folds[row] = dealt[data.Labels[row]]++ % _options.Folds;
        return folds;
    }
}
