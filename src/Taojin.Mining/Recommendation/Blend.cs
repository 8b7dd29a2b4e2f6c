using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Several recommenders as one: the weighted sum of their scaled scores.</summary>
/// <remarks>
/// Weights are learned by fitting the members on all but the last part of the data and searching the simplex for the best NDCG@10 on that part
/// (as in Sill et al. 2009, doi:10.48550/arXiv.0911.0460, with a ranking measure for the squared error). Where the blend is not better there than its
/// best member by more than the interval, that member answers alone, and a member that adds nothing is left out; the others are fitted on all of it.
/// Costs two fits of each member and their scores for at most two thousand users.
/// </remarks>
public sealed class Blend : IDescribed<AlgorithmCard>, IEstimator<Interactions, BlendModel>, ICombinesAlgorithms
{
    private const int Depth = 100;
    private readonly BlendOptions _options;
    private readonly Algorithms _algorithms;

    /// <summary>A blend of algorithms of this project.</summary>
    public Blend(BlendOptions options)
        : this(options, new Algorithms())
    {
    }

    /// <summary>A blend of the given algorithms.</summary>
    public Blend(BlendOptions options, Algorithms algorithms)
    {
        (_options, _algorithms) = (options.Validated(), algorithms);
        if (options.Weights is { } weights && (weights.Count != options.Members.Count || weights.Any(weight => !(weight >= 0) || double.IsInfinity(weight)) || weights.Sum() <= 0))
            throw new OptionsException(nameof(BlendOptions), ["Weights: one number for each member is needed, none below 0 and not all 0."]);
    }

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<BlendOptions, BlendModel>(
        "blend", "Blend of recommenders", "多模型融合推荐", MiningTask.Recommend, "doi:10.48550/arXiv.0911.0460",
        options => new Blend(options)) with { Needs = [DataNeed.Users(100), DataNeed.Items(50), DataNeed.Pairs(1000)] };

    /// <inheritdoc />
    public object With(Algorithms algorithms) => new Blend(_options, algorithms);

    /// <inheritdoc />
    /// <exception cref="TaojinException">A member is unknown, is a blend itself, or can score neither a history nor anybody.</exception>
    public BlendModel Fit(Interactions data, FitContext context)
    {
        var cards = _options.Members.Select(Member).ToArray();
        var quiet = context with { Progress = null };
        var weights = _options.Weights?.ToArray() ?? Learn(cards, data, quiet);
        var members = Fit([.. cards.Where((_, place) => weights[place] > 0)], data, context);
        return BlendModel.Of([.. members.Zip(weights.Where(weight => weight > 0), (member, weight) => member with { Weight = weight })], _options.Scale, (data.Users, data.Items.Ids));
    }

    private AlgorithmCard Member(string name)
    {
        var card = _algorithms[name];
        return card.Model != typeof(BlendModel) && (typeof(IFoldInRecommender).IsAssignableFrom(card.Model) || typeof(INonPersonalRecommender).IsAssignableFrom(card.Model))
            ? card
            : throw new TaojinException("blend.member", $"'{name}' cannot be blended: it scores neither histories nor anybody.", $"Blend such as: {string.Join(", ", new BlendOptions().Members)}.");
    }

    private BlendMember[] Fit(AlgorithmCard[] cards, Interactions data, FitContext context)
    {
        var members = new BlendMember[cards.Length];
        for (var place = 0; place < cards.Length; place++)
        {
            members[place] = new(cards[place], _algorithms.Estimator<Interactions, IRecommender>(cards[place].Name).Fit(data, context with { Progress = null }), 0);
            context.Progress?.Report(new(Card.Name, place + 1, cards.Length));
        }
        return members;
    }

    /// <summary>Equal weights when nobody is left to judge by, or the window is too small for a member.</summary>
    private double[] Learn(AlgorithmCard[] cards, Interactions data, FitContext context)
    {
        double[] equal = [.. Enumerable.Repeat(1.0 / cards.Length, cards.Length)];
        if (cards.Length == 1 || BlendWindow.Of(data, _options.ValidationShare, context) is not { } window)
            return equal;
        try
        {
            var members = Fit(cards, window.Past, context);
            var cases = new BlendCase[window.Users.Length];
            context.ForEachRow(cases.Length, row => cases[row] = Case(members, window, row));
            return BlendSearch.Run(cases, cards.Length, _options.Draws, context);
        }
        catch (TooLittleDataException)
        {
            return equal; // what is too little before the cut may do for the whole
        }
    }

    private BlendCase Case(BlendMember[] members, BlendWindow window, int row)
    {
        var scores = new float[members.Length][];
        var (candidates, best) = (new SortedSet<int>(window.New[row]), new int[Depth]);
        for (var place = 0; place < members.Length; place++)
        {
            var all = scores[place] = new float[members[place].Model.Items.Count];
            members[place].Model.Score(window.Users[row], all);
            BlendScaling.Apply(_options.Scale, all);
            float[] shown = [.. all];
            foreach (var item in window.Seen[row])
                shown[item] = float.NaN;
            candidates.UnionWith(best[..TopK.Write(shown, best)]);
        }
        int[] items = [.. candidates];
        return new(
            Array.ConvertAll(scores, all => Array.ConvertAll(items, item => all[item])),
            Array.ConvertAll(items, item => window.New[row].Contains(item)), window.New[row].Length);
    }
}
