using Taojin.Data;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Workflows.Serving.Lists;

namespace Taojin.Workflows.Serving;

/// <summary>Makes a list in five steps: retrieve, filter, score, order, explain. The fallback chain never leaves it empty while anything may be shown.</summary>
internal sealed class ListMaker(PublishedModels models, Catalogue items, UserHistories histories, ShopState state)
{
    private const int FewestCandidates = 100, CandidatesAPlace = 10;

    public RecommendationList Make(ListAsker asker, ListPlace place)
    {
        var fresher = histories.FresherOf(asker.User, asker.Request.Owned, items.Ids);
        asker = asker with { Past = histories.Of(asker.User, fresher), IsFresher = fresher is not null };
        var placement = place.Rules;
        var trace = asker.Request.IsTraced ? new ListTrace { Placement = placement.Name, Retrievers = [.. placement.Retrievers, .. placement.Fallbacks] } : null;
        var filter = new ListFilter(placement, items, state.Facts, asker);
        var retrieval = new ListRetrieval(items, histories, filter, asker);
        var (chosen, wanted) = (new List<Candidate>(), asker.Request.Count + asker.Request.Skip);
        var depth = placement.IsPlain ? wanted : Math.Max(FewestCandidates, CandidatesAPlace * wanted);
        PublishedRecommender? answered = null;
        foreach (var (sources, forbidden) in Passes(placement, asker))
        {
            if (chosen.Count >= wanted)
                break;
            var found = retrieval.Find(sources, forbidden, depth, trace);
            found.RemoveAll(candidate => chosen.Exists(each => each.ItemId == candidate.ItemId));
            new ListScore(placement, items, state.Facts, state.Shown, state.Worth).Apply(found, asker);
            trace?.NoteScored(found.OrderByDescending(each => each.Value));
            chosen.AddRange(new ListOrder(placement, items, asker).Order(found, wanted - chosen.Count));
            answered ??= chosen.Count > 0 ? chosen[0].By[0].Source : null;
        }
        new ListPins(placement, items, filter).Place(chosen, wanted);
        return Answer(asker, place, (chosen, new ListReasons(asker, items)), answered) with { Trace = trace };
    }

    /// <summary>Who is asked in which order: for what is new to the user, as models are judged; then for what was seen and not bought.</summary>
    private IEnumerable<(IReadOnlyList<PublishedRecommender> Sources, Forbidden Forbidden)> Passes(Placement placement, ListAsker asker)
    {
        PublishedRecommender[] first = [.. placement.Retrievers.Select(alias => models[alias]).OfType<PublishedRecommender>()];
        foreach (var forbidden in new Forbidden[] { new(true, asker.Past, asker.Visit ?? []), new(false, asker.Past, asker.Visit ?? []) })
        {
            yield return (first, forbidden);
            foreach (var fallback in (asker.Request.HasFallback ? placement.Fallbacks : []).Select(alias => models[alias]).OfType<PublishedRecommender>().Except(first))
                yield return ([fallback], forbidden);
        }
    }

    private RecommendationList Answer(ListAsker asker, ListPlace place, (List<Candidate> Chosen, ListReasons Reasons) list, PublishedRecommender? answered) => new()
    {
        RequestId = asker.RequestId,
        UserId = asker.Request.UserId,
        Placement = place.Name,
        Arm = place.Arm,
        Model = answered?.Version ?? "none",
        PurchaseModel = models.Purchase?.Version,
        IsFallback = answered is not null && !place.Rules.Retrievers.Any(alias => models[alias] == answered),
        Items = [.. list.Reasons.Of(list.Chosen).Select((reasons, index) => Item(list.Chosen[index], index + 1, asker) with { Reasons = reasons }).Skip(asker.Request.Skip)],
    };

    private RecommendedItem Item(Candidate candidate, int position, ListAsker asker) => new()
    {
        Position = position,
        ItemId = candidate.ItemId,
        Title = candidate.Item < 0 ? candidate.ItemId : items.NameOf(candidate.Item),
        Score = candidate.Value,
        PurchaseProbability = candidate.PurchaseProbability ?? (asker.User < 0 || candidate.Item < 0 ? null : state.Worth.Purchase(asker.User, candidate.Item, asker.Now)),
        Propensity = candidate.Propensity,
        PlacedBy = candidate.PlacedBy,
        Reasons = [],
    };
}

/// <summary>What lists are made from besides models and histories.</summary>
/// <param name="Facts">What rules may know of items.</param>
/// <param name="Shown">What was shown, clicked and left alone.</param>
/// <param name="Worth">What items are expected to bring.</param>
internal sealed record ShopState(ItemFacts Facts, ShownCounts Shown, ListWorth Worth);
