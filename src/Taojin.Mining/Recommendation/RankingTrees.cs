using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>Retrieve, then rank: several recommenders name candidates, and boosted trees put them in order.</summary>
/// <remarks>
/// The members are fitted on all but the last part of the data; their candidates for at most two thousand users, with scores, ranks,
/// facts of item and history and the log's features of items as columns, are learned from by LambdaMART (<see cref="LambdaMart"/>), relevant
/// being what came in the last part. Where the shop's own lists of that part were logged, enough of them answered, these are learned from
/// instead: what was taken against what was left, with a correction for the place it stood at. Then the members are fitted on all of it.
/// Nothing of the last part is in any column. Two-stage ranking: Covington et al. 2016, doi:10.1145/2959100.2959190. Costs two fits of each
/// member, two replays of the log through the features and a pass over 2,000 × candidates rows a tree.
/// </remarks>
public sealed class RankingTrees : IDescribed<AlgorithmCard>, IEstimator<Interactions, RankingTreesModel>, ICombinesAlgorithms
{
    private const double LaterShare = 0.2;
    private readonly RankingTreesOptions _options;
    private readonly Algorithms _algorithms;

    /// <summary>Trees over candidates of algorithms of this project.</summary>
    public RankingTrees(RankingTreesOptions options)
        : this(options, new Algorithms())
    {
    }

    /// <summary>Trees over candidates of the given algorithms.</summary>
    public RankingTrees(RankingTreesOptions options, Algorithms algorithms) => (_options, _algorithms) = (options.Validated(), algorithms);

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<RankingTreesOptions, RankingTreesModel>(
        "ranking-trees", "Candidates ranked by trees (LambdaMART)", "候选重排树（LambdaMART）", MiningTask.Recommend, "doi:10.1145/2959100.2959190",
        options => new RankingTrees(options)) with { Needs = [DataNeed.Users(200), DataNeed.Items(100), DataNeed.Pairs(2000)] };

    /// <inheritdoc />
    public object With(Algorithms algorithms) => new RankingTrees(_options, algorithms);

    /// <inheritdoc />
    /// <exception cref="TaojinException">A member is unknown, or can score neither a history nor anybody.</exception>
    public RankingTreesModel Fit(Interactions data, FitContext context)
    {
        var cards = _options.Members.Select(Member).ToArray();
        var quiet = context with { Progress = null };
        var order = LearnOrder(cards, data, quiet, context.Progress);
        return new(cards, Members(cards, data, quiet), (CandidateFacts.Of(data, quiet), FittedHistories.Of(data)), order, (data.Users, data.Items.Ids, _options.Candidates));
    }

    private AlgorithmCard Member(string name)
    {
        var card = _algorithms[name];
        return card.Model != typeof(RankingTreesModel) && (typeof(IFoldInRecommender).IsAssignableFrom(card.Model) || typeof(INonPersonalRecommender).IsAssignableFrom(card.Model))
            ? card
            : throw new TaojinException("ranking-trees.member", $"'{name}' cannot retrieve: it scores neither histories nor anybody.", $"Name such as: {string.Join(", ", new RankingTreesOptions().Members)}.");
    }

    private IRecommender[] Members(AlgorithmCard[] cards, Interactions data, FitContext context) =>
        [.. cards.Select(card => _algorithms.Estimator<Interactions, IRecommender>(card.Name).Fit(data, context))];

    /// <summary>Null when nobody is left to learn from, or nothing that came was a candidate: the mean of the members' scores then decides.</summary>
    private LambdaMartModel? LearnOrder(AlgorithmCard[] cards, Interactions data, FitContext context, IProgress<FitProgress>? progress)
    {
        if (BlendWindow.Of(data, _options.ValidationShare, context) is not { } window)
            return null;
        try
        {
            var retrieved = new Retrieval(Members(cards, window.Past, context), CandidateFacts.Of(window.Past, context), _options.Candidates);
            var lists = RankingLists.Shown(data.Lists, window, retrieved, context) ?? RankingLists.Candidates(window, retrieved, context);
            var later = lists.Where(list => context.Random("ranking-trees/later", list.User).NextDouble() < LaterShare).ToArray();
            var columns = retrieved.Facts.Columns(cards);
            var table = RankingLists.Table(lists.Except(later), columns) with { Validation = later.Length == 0 ? null : RankingLists.Table(later, columns) };
            var options = new LambdaMartOptions { Trees = _options.Trees, Leaves = _options.Leaves, LearningRate = _options.LearningRate, RowsPerLeaf = _options.RowsPerLeaf };
            return new LambdaMart(options).Fit(table, context with { Progress = progress });
        }
        catch (TooLittleDataException)
        {
            return null; // what is too little before the cut may do for the whole
        }
    }
}
