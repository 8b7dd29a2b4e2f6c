namespace Taojin.Mining.Learning.Ensembles;

/// <summary>Several models of probabilities as one: by vote, mean, weighted mean or stacking.</summary>
/// <remarks>
/// The training rows are cut into folds with equal shares of positives; members fitted on the others foretell each fold, and by these
/// out-of-fold log-odds the weights are learned (Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1; weights of 0 or more: Breiman 1996,
/// doi:10.1007/BF00117832). A member that adds nothing is dropped; then the others are fitted on all rows. Costs folds + 1 fits of each
/// member. Folds are drawn among rows: where rows of one user stand in several, weights favour members that know users by heart.
/// </remarks>
public sealed class Ensemble : IDescribed<AlgorithmCard>, IEstimator<LabelledTable, EnsembleModel>, ICombinesAlgorithms
{
    private readonly EnsembleOptions _options;
    private readonly Algorithms _algorithms;

    /// <summary>An ensemble of algorithms of this project.</summary>
    public Ensemble(EnsembleOptions options)
        : this(options, new Algorithms())
    {
    }

    /// <summary>An ensemble of the given algorithms.</summary>
    public Ensemble(EnsembleOptions options, Algorithms algorithms) => (_options, _algorithms) = (options.Validated(), algorithms);

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<EnsembleOptions, EnsembleModel>(
        "ensemble", "Ensemble of models", "集成模型", MiningTask.Purchase, "doi:10.1016/S0893-6080(05)80023-1",
        options => new Ensemble(options)) with { Needs = [DataNeed.ForeseeablePurchases(200), DataNeed.Pairs(3000)], IsOnRequest = true };

    /// <inheritdoc />
    public object With(Algorithms algorithms) => new Ensemble(_options, algorithms);

    /// <inheritdoc />
    /// <exception cref="Taojin.Data.TaojinException">A member or one of its options is unknown.</exception>
    public EnsembleModel Fit(LabelledTable data, FitContext context)
    {
        data.RequireBothOutcomes();
        var choices = _options.Members.Select(text => MemberChoice.Parse<LabelledTable, IProbabilityModel>(text, _algorithms, typeof(EnsembleModel))).ToArray();
        var quiet = context with { Progress = null };
        var outOfFold = OutOfFold(choices, data, (quiet, context.Progress));
        var pool = Pool.Of(outOfFold, data.Labels, _options);
        var members = new List<EnsembleMember>();
        foreach (var (place, weight) in pool.Weights.Index())
            if (weight > 0)
                members.Add(new(choices[place].Card, choices[place].Fit<LabelledTable, IProbabilityModel>(_algorithms, data, quiet), weight));
        return new(members, _options.Method, new(pool.Calibration.Scale, pool.Calibration.Shift + Math.Log(data.NegativesKept)), data.NegativesKept);
    }

    /// <summary>Log-odds of each row by members that have not seen it, in the population of the training rows, shape [members][rows].</summary>
    private double[][] OutOfFold(MemberChoice[] choices, LabelledTable data, (FitContext Quiet, IProgress<FitProgress>? Progress) run)
    {
        var folds = StratifiedFolds.Of(data.Labels, _options.Folds, run.Quiet);
        var logits = choices.Select(_ => new double[data.Labels.Length]).ToArray();
        for (var fold = 0; fold < _options.Folds; fold++)
        {
            var (rest, held) = (RowsWhere(folds, each => each != fold), RowsWhere(folds, each => each == fold));
            var train = data with { Features = data.Features.Pick(rest), Labels = Array.ConvertAll(rest, row => data.Labels[row]) };
            var asked = data.Features.Pick(held);
            var said = new double[held.Length];
            for (var member = 0; member < choices.Length; member++)
            {
                run.Quiet.Cancellation.ThrowIfCancellationRequested();
                choices[member].Fit<LabelledTable, IProbabilityModel>(_algorithms, train, run.Quiet).Predict(asked, said);
                for (var place = 0; place < held.Length; place++)
                    logits[member][held[place]] = EnsembleModel.Logit(said[place]) - Math.Log(data.NegativesKept);
                run.Progress?.Report(new(Card.Name, (fold * choices.Length) + member + 1, _options.Folds * choices.Length));
            }
        }
        return logits;
    }

    private static int[] RowsWhere(int[] folds, Func<int, bool> isWanted) => [.. Enumerable.Range(0, folds.Length).Where(row => isWanted(folds[row]))];
}
