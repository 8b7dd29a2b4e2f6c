using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Storage.Models;
using Taojin.Workflows.Serving.Trials;

namespace Taojin.Workflows.Serving;

/// <summary>The models that answer now. Read once, whole and checked; a model that does not fit is refused before it answers anything.</summary>
internal sealed class PublishedModels
{
    private IReadOnlyDictionary<string, PublishedRecommender> _recommenders = new Dictionary<string, PublishedRecommender>();

    public PublishedRecommender? Recommender => this[Aliases.Recommend];

    public PublishedRecommender? Fallback => this[Aliases.RecommendFallback];

    /// <summary>The recommender that answers under an alias, or null.</summary>
    public PublishedRecommender? this[string alias] => _recommenders.GetValueOrDefault(alias);

    public PublishedPurchase? Purchase { get; private init; }

    /// <summary>Versions that are tried out with a share of the users.</summary>
    public IReadOnlyList<CanaryModels> Canaries { get; private init; } = [];

    /// <summary>Canaries that could not be read; the stable version answers their users.</summary>
    public IReadOnlyList<BrokenCanary> Broken { get; private init; } = [];

    /// <summary>All versions that answer somebody.</summary>
    public IEnumerable<string> Versions =>
        [.. _recommenders.Values.Select(each => each.Version), .. Purchase is null ? [] : new[] { Purchase.Version }, .. Canaries.Select(each => each.Publication.Version)];

    /// <summary>The first canary of some aliases; null when none runs.</summary>
    public CanaryModels? CanaryOf(IReadOnlyList<string> aliases)
    {
        foreach (var canary in Canaries)
            if (aliases.Contains(canary.Alias))
                return canary;
        return null;
    }

    /// <param name="mine">The shop.</param>
    /// <param name="at">Its items now: a recommender that knows items by their content scores those that came after its fit too; and the moment whose models are wanted.</param>
    /// <param name="common">Stands in for recommenders where none is published; null for nothing.</param>
    public static PublishedModels Of(Mine mine, (Catalogue Items, Instant Moment) at, PublishedRecommender? common)
    {
        var items = at.Items;
        var recommenders = mine.Models.Aliases().Keys.Where(alias => alias.StartsWith(Aliases.OfRecommenders, StringComparison.Ordinal))
            .Select(alias => (Alias: alias, Model: Open<IRecommender, PublishedRecommender>(
                (mine, alias, at.Moment), (version, card, model) => new(version, model is IScoresNewItems knows ? knows.Over(items) : model, card.Weights))))
            .Where(each => each.Model is not null).ToDictionary(each => each.Alias, each => each.Model!, StringComparer.Ordinal);
        if (recommenders.Count == 0 && common is not null)
            recommenders.Add(Aliases.RecommendFallback, common);
        var stable = new PublishedModels
        {
            _recommenders = recommenders,
            Purchase = Open<IProbabilityModel, PublishedPurchase>((mine, Aliases.Purchase, at.Moment), (version, card, model) => new(version, model, card.HorizonHours ?? double.NaN)),
        };
        var (canaries, broken) = (new List<CanaryModels>(), new List<BrokenCanary>());
        foreach (var (alias, all) in mine.Models.Publications())
            if (all.LastOrDefault(each => each.IsCanary) is { } canary && (stable[alias] is not null || (alias == Aliases.Purchase && stable.Purchase is not null)))
                try
                {
                    canaries.Add(new(alias, canary, stable.With(mine, items, canary.Named(), alias)));
                }
                catch (TaojinException damage)
                {
                    broken.Add(new(alias, canary.Named(), damage.Message));
                }
        return new() { _recommenders = stable._recommenders, Purchase = stable.Purchase, Canaries = canaries, Broken = broken };
    }

    /// <summary>The same with another version in the place of the published one.</summary>
    public PublishedModels With(Mine mine, Catalogue items, ModelVersion version, string alias = Aliases.Recommend)
    {
        var open = mine.Models.Open(version);
        var loaded = mine.Algorithms[open.Card.Algorithm].Load(open.Parts);
        if (alias == Aliases.Purchase)
            return new() { _recommenders = _recommenders, Purchase = new(version.ToString(), (IProbabilityModel)loaded, open.Card.HorizonHours ?? double.NaN) };
        var model = (IRecommender)loaded;
        var other = new PublishedRecommender(version.ToString(), model is IScoresNewItems knows ? knows.Over(items) : model, open.Card.Weights);
        return new() { _recommenders = new Dictionary<string, PublishedRecommender>(_recommenders) { [alias] = other }, Purchase = Purchase };
    }

    private static TPublished? Open<TModel, TPublished>((Mine Mine, string Alias, Instant Moment) what, Func<string, ModelCard, TModel, TPublished> wrap)
        where TPublished : class
    {
        var (mine, alias, moment) = what;
        TaojinException? first = null;
        foreach (var version in mine.Models.History(alias, moment))
        {
            try
            {
                var open = mine.Models.Open(version);
                return wrap(version.ToString(), open.Card, (TModel)mine.Algorithms[open.Card.Algorithm].Load(open.Parts));
            }
            catch (TaojinException damage) when (damage.Code is "model.damaged" or "model.missing")
            {
                first ??= damage; // the version that answered before answers on; doctor and models name the damaged one
            }
        }
        return first is null ? null : throw first;
    }
}

/// <summary>Names under which models answer.</summary>
public static class Aliases
{
    /// <summary>What the aliases of recommenders begin with; a placement may name any of them.</summary>
    public const string OfRecommenders = "recommend@";

    /// <summary>The recommender that is asked first.</summary>
    public const string Recommend = "recommend@live";

    /// <summary>The recommender for whom the first cannot say anything.</summary>
    public const string RecommendFallback = "recommend@fallback";

    /// <summary>The model of purchase probability.</summary>
    public const string Purchase = "purchase@live";
}

/// <summary>A purchase model with its version.</summary>
internal sealed record PublishedPurchase(string Version, IProbabilityModel Model, double HorizonHours);

/// <summary>A recommender with its version, and the way between the shop's item indexes and the model's.</summary>
internal sealed class PublishedRecommender(string version, IRecommender model, BehaviourWeights? weights)
{
    /// <summary>The best items of each user, made before they are asked for.</summary>
    public PreparedLists Lists => LazyInitializer.EnsureInitialized(ref _lists, () => new(this));

    /// <summary>Finds the best items without scoring all; null where the model has no vectors.</summary>
    public CoarseRows? Coarse { get; } = model is IVectorRecommender vectors ? new(vectors.ItemFactors) : null;

    private const int BestForAnybody = 4096;
    private PreparedLists? _lists;
    private Tuple<int[], float[]>? _anybody;
    private int[]? _shopItems, _modelItems;

    public string Version { get; } = version;

    public IRecommender Model { get; } = model;

    /// <summary>What behaviour counted when it was fitted, and so what it counts when it is asked.</summary>
    public BehaviourWeights Weights { get; } = weights ?? new();

    /// <summary>Index in the shop of an item of the model, or -1. The way is looked up once; an item may still join the shop.</summary>
    public int ShopItem(int index, Vocabulary items)
    {
        _shopItems ??= [.. Enumerable.Range(0, Model.Items.Count).Select(each => items.IndexOf(Model.Items.IdAt(each)))];
        return _shopItems[index] is >= 0 and var known ? known : _shopItems[index] = items.IndexOf(Model.Items.IdAt(index));
    }

    /// <summary>Index in the model of an item of the shop, or -1.</summary>
    public int ModelItem(int item, Vocabulary items)
    {
        _modelItems ??= [.. Enumerable.Range(0, items.Count).Select(each => Model.Items.IndexOf(items.IdAt(each)))];
        return item < _modelItems.Length ? _modelItems[item] : Model.Items.IndexOf(items.IdAt(item));
    }

    /// <summary>What was done, by the model's indexes; items that the model never saw are left out.</summary>
    /// <param name="did">What a user did, or what was done in one visit, in order of time.</param>
    /// <param name="items">The shop's items.</param>
    /// <param name="isVisit">Whether it is all there is: then what the model gives no weight counts 1.</param>
    public UserPast PastOf(IReadOnlyList<Touch> did, Vocabulary items, bool isVisit)
    {
        float Weight(EventKind kind) => isVisit && Weights[kind] <= 0 ? 1 : Weights[kind];
        HistoryItem[] known = [.. UserHistories.Weighted(did, Weight).Values.Select(each => each with { Item = ModelItem(each.Item, items) })
            .Where(each => each.Item >= 0).Order(HistoryItem.InOrder)];
        SessionEvent[] events = Model is ISessionRecommender
            ? [.. did.Where(touch => Weight(touch.Kind) > 0).Select(touch => new SessionEvent(ModelItem(touch.Item, items), touch.Kind, touch.Time)).Where(each => each.Item >= 0)]
            : [];
        return new(known, events);
    }

    /// <summary>The best items for a past, best first; none when the model cannot say anything.</summary>
    /// <param name="userId">The user, for models that know only whom they were fitted on.</param>
    /// <param name="past">What the user did.</param>
    /// <param name="best">Receives items by the model's indexes.</param>
    /// <param name="scores">Receives their scores, as many.</param>
    public int Best(string userId, UserPast past, Span<int> best, Span<float> scores)
    {
        if (Coarse is not null && past.Items.Length > 0)
        {
            var vectors = (IVectorRecommender)Model;
            var vector = new float[vectors.ItemFactors.ColumnCount];
            vectors.FoldIn(past.Items, vector);
            return Coarse.Write(vector, best, scores);
        }
        if (Model is INonPersonalRecommender && best.Length <= BestForAnybody)
            return BestOfAnybody(best, scores);
        using var all = ScoreRoom.Of(Model.Items.Count);
        if (!TryScore(userId, past, all.Scores))
            return 0;
        var count = TopK.Write(all.Scores, best);
        for (var place = 0; place < count; place++)
            scores[place] = all.Scores[best[place]];
        return count;
    }

    /// <summary>What is the same for everybody is put in order once.</summary>
    private int BestOfAnybody(Span<int> best, Span<float> scores)
    {
        var (order, worth) = LazyInitializer.EnsureInitialized(ref _anybody, () =>
        {
            var all = new float[Model.Items.Count];
            ((INonPersonalRecommender)Model).Score(all);
            var first = new int[Math.Min(BestForAnybody, all.Length)];
            Array.Resize(ref first, TopK.Write(all, first));
            return new(first, Array.ConvertAll(first, item => all[item]));
        });
        var count = Math.Min(best.Length, order.Length);
        order.AsSpan(0, count).CopyTo(best);
        worth.AsSpan(0, count).CopyTo(scores);
        return count;
    }

    /// <summary>Scores by the model's items: anybody, the past as it is now, or else the user as fitted. False when it cannot say anything.</summary>
    public bool TryScore(string userId, UserPast past, Span<float> scores)
    {
        switch (Model)
        {
            case INonPersonalRecommender anybody:
                anybody.Score(scores);
                return true;
            case ISessionRecommender session when past.Events.Length > 0:
                session.Score(past.Events, scores);
                return true;
            case IFoldInRecommender foldIn when past.Items.Length > 0:
                foldIn.Score(past.Items, scores);
                return true;
            case not IFoldInRecommender when Model.Users.TryIndexOf(userId, out var user):
                Model.Score(user, scores);
                return true;
            default:
                return false;
        }
    }
}

/// <summary>What a user did.</summary>
/// <param name="Items">Items, in order of last touch.</param>
/// <param name="Events">Events, in order of time; empty where the model reads items.</param>
internal sealed record UserPast(HistoryItem[] Items, SessionEvent[] Events);
