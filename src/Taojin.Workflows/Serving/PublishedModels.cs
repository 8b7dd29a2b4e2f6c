using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Storage.Models;

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

    /// <param name="mine">The shop.</param>
    /// <param name="items">Its items now: a recommender that knows items by their content scores those that came after its fit too.</param>
    public static PublishedModels Of(Mine mine, Catalogue items) => new()
    {
        _recommenders = mine.Models.Aliases().Keys.Where(alias => alias.StartsWith(Aliases.OfRecommenders, StringComparison.Ordinal)).ToDictionary(
            alias => alias,
            alias => Open<IRecommender, PublishedRecommender>(mine, alias, (version, card, model) => new(version, model is IScoresNewItems knows ? knows.Over(items) : model, card.Weights))!),
        Purchase = Open<IProbabilityModel, PublishedPurchase>(mine, Aliases.Purchase, (version, card, model) => new(version, model, card.HorizonHours ?? double.NaN)),
    };

    private static TPublished? Open<TModel, TPublished>(Mine mine, string alias, Func<string, ModelCard, TModel, TPublished> wrap)
        where TPublished : class
    {
        if (mine.Models.Current(alias) is not { } version)
            return null;
        var open = mine.Models.Open(version);
        return wrap(version.ToString(), open.Card, (TModel)mine.Algorithms[open.Card.Algorithm].Load(open.Parts));
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
    private int[]? _shopItems;

    public string Version { get; } = version;

    public IRecommender Model { get; } = model;

    /// <summary>What behaviour counted when it was fitted, and so what it counts when it is asked.</summary>
    public BehaviourWeights Weights { get; } = weights ?? new();

    /// <summary>Index in the shop of an item of the model, or -1. The way is looked up once; ids only ever join the shop's.</summary>
    public int ShopItem(int index, Vocabulary items)
    {
        _shopItems ??= [.. Enumerable.Range(0, Model.Items.Count).Select(each => items.IndexOf(Model.Items.IdAt(each)))];
        return _shopItems[index];
    }

    /// <summary>What a user did, by the model's indexes; items that the model never saw are left out.</summary>
    /// <param name="user">Index of the user in the shop, or -1.</param>
    /// <param name="histories">What the shop's users did.</param>
    /// <param name="items">The shop's items.</param>
    public UserPast PastOf(int user, UserHistories histories, Vocabulary items) => user < 0 ? new([], []) : PastOf(histories.Of(user), kind => Weights[kind], items);

    /// <summary>What was done in one visit, by the model's indexes; what the model gives no weight counts 1 here, since it is all there is.</summary>
    /// <param name="visit">What was done, in order of time.</param>
    /// <param name="items">The shop's items.</param>
    public UserPast PastOf(IReadOnlyList<Touch> visit, Vocabulary items) => PastOf(visit, kind => Weights[kind] > 0 ? Weights[kind] : 1, items);

    private UserPast PastOf(IEnumerable<Touch> touches, Func<EventKind, float> weights, Vocabulary items)
    {
        HistoryItem[] known = [.. UserHistories.Weighted(touches, weights).Values.Select(each => each with { Item = Model.Items.IndexOf(items.IdAt(each.Item)) })
            .Where(each => each.Item >= 0).Order(HistoryItem.InOrder)];
        SessionEvent[] events = Model is ISessionRecommender
            ? [.. touches.Where(touch => weights(touch.Kind) > 0).Select(touch => new SessionEvent(Model.Items.IndexOf(items.IdAt(touch.Item)), touch.Kind, touch.Time)).Where(each => each.Item >= 0)]
            : [];
        return new(known, events);
    }

    /// <summary>Scores by the model's items: anybody, the past as it is now, or else the user as fitted. False when it cannot say anything.</summary>
    public bool TryScore(string userId, UserPast past, float[] scores)
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
