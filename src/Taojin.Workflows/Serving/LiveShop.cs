using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using Taojin.Data;
using Taojin.Mining.Recommendation.Rules;
using Taojin.Storage;
using Taojin.Storage.Models;
using Taojin.Storage.Privacy;
using Taojin.Workflows.Categories;
using Taojin.Workflows.Serving.Lists;
using Taojin.Workflows.Serving.Owners;

namespace Taojin.Workflows.Serving;

/// <summary>
/// The shop as it is now: published models, feature state and histories, kept up to date event by event. What is observed here
/// changes the next answer, without a retrain. Answers are made side by side; only taking note of events, a few at a time, keeps them waiting.
/// </summary>
public sealed partial class LiveShop
{
    private const int EventsATurn = 64;
    private readonly Gate _gate = new();
    private readonly Mine _mine;
    private Vocabulary _users;
    private Catalogue _items;
    private LiveFeatures _features;
    private UserHistories _histories;
    private ShopState _state;
    private UserFacts _attributes;
    private OtherVersions _others;
    private volatile PublishedModels _models;
    private Thread? _preparing;
    private Action? _erased;
    private Instant _last;
    private long _requests;

    private LiveShop(Mine mine, ShopLog log, int threads)
    {
        (_mine, Categories, _opened) = (mine, new(mine), mine.Workspace.Log.ReadUntil ?? "");
        _common = mine.Models.Aliases().Keys.Any(alias => alias.StartsWith(Aliases.OfRecommenders, StringComparison.Ordinal)) ? null : CommonList.Of(log, new());
        _models = PublishedModels.Of(mine, (log.Items, mine.Now), _common);
        _requests = mine.Workspace.ServerNumber << 32; // two servers may answer in the same microsecond
        TakeOver(log, threads);
        WaitForFeatures(_models);
    }

    /// <summary>Reads the published models, and replays the cleaned log through the features: before it returns when a purchase model asks for them, beside the first answers otherwise.</summary>
    /// <param name="mine">The shop.</param>
    /// <param name="log">Its cleaned log.</param>
    /// <param name="threads">At most so many threads replay; all of the machine when null.</param>
    public static LiveShop Open(Mine mine, ShopLog log, int? threads = null)
    {
        var shop = new LiveShop(mine, log, threads ?? Environment.ProcessorCount);
        mine.Workspace.Log.Follow(shop.Follow);
        mine.Workspace.Log.FollowImports(shop.Follow);
        mine.Models.Follow(shop.Reload);
        mine.Workspace.Privacy.Follow(shop.Forget);
        mine.Workspace.Rotation.Follow(shop.Rename, shop.Reload);
        shop.PlanSwitch();
        return shop;
    }

    [MemberNotNull(nameof(_users), nameof(_items), nameof(_features), nameof(_histories), nameof(_state), nameof(_attributes), nameof(_others), nameof(_search))]
    private void TakeOver(ShopLog log, int threads)
    {
        _features = new(_gate, () => new FeatureSnapshot(_mine).Replay(log, _mine.Features, threads));
        if (HasPurchaseModel)
            _features.Start(); // beside the histories
        (_users, _items, _histories, _last) = (log.Users, log.Items, new(log), log.End);
        var returns = ReturnRisk.Of(_mine, log);
        (_others, _search, _attributes) = (new(_mine, log.Items), new(log.Items), new(_mine.Workspace.Resources.Users.Attributes()));
        _state = new(new(_items, _attributes), new(_histories), new(Probability, (user, item, now) => returns?.Of(user, item, now)));
    }

    /// <summary>The shop it serves.</summary>
    public Mine Mine => _mine;

    /// <summary>Categories of products; they need no turn.</summary>
    public ProductCategories Categories { get; }

    /// <summary>Whether a recommender answers; without one lists are made of what is bought most.</summary>
    public bool HasRecommender => _models.Recommender is not null;

    /// <summary>Whether purchases can be predicted.</summary>
    public bool HasPurchaseModel => _models.Purchase is not null;

    /// <summary>Writes events down durably and lets them change the next answer.</summary>
    /// <returns>What was taken, what was known already, what was refused and why.</returns>
    public AppendResult Observe(IReadOnlyList<NewEvent> events) => ObserveAsync(events).GetAwaiter().GetResult();

    /// <summary>Writes events down durably and lets them change the next answer; both is done when the task ends.</summary>
    /// <param name="events">The events.</param>
    /// <param name="key">Lets a repeated call find the answer of the first; null for none.</param>
    /// <returns>What was taken, what was known already, what was refused and why.</returns>
    public Task<AppendResult> ObserveAsync(IReadOnlyList<NewEvent> events, IdempotencyKey? key = null) => _mine.Workspace.Log.AppendAsync(events, key);

    /// <summary>Makes a list: retrieve, filter, score, order, explain; then notes what was shown before it is returned.</summary>
    public RecommendationList Recommend(RecommendRequest request) => RecommendAsync(request).AsTask().GetAwaiter().GetResult();

    /// <summary>Makes a list: retrieve, filter, score, order, explain; then notes what was shown before it is returned.</summary>
    public ValueTask<RecommendationList> RecommendAsync(RecommendRequest request)
    {
        request = request with { UserId = Named(request.UserId) };
        return _owners is { } owners ? RecommendOwnedAsync(request, owners) : RecommendNowAsync(request);
    }

    private ValueTask<RecommendationList> RecommendNowAsync(RecommendRequest request)
    {
        _ = request.Model is { } other ? _others.Of(_models, other) : null; // opened before the gate, so that no event waits for a file
        MakeReady(request);
        var (list, shadow) = _gate.Read(() => MakeWithShadow(request, Now()));
        return IsNoted(request, list) ? new(NoteAsync(list, shadow)) : new(list);
    }

    /// <summary>Why an item is or is not in a user's list. Leaves no trace in the log.</summary>
    /// <exception cref="TaojinException">The shop has no such item.</exception>
    public ItemExplanation Explain(ExplainRequest request) => _gate.Read(() =>
    {
        request = request with { UserId = Named(request.UserId) };
        var now = Now();
        var list = Make(new(request.UserId, request.Count), now, "");
        return new ExplainItem(ModelsFor(new(request.UserId)), _users, _items, _histories, Probability).Explain(request with { UserId = IsPersonal(request.UserId) ? request.UserId : "" }, list, now) with { UserId = request.UserId };
    });

    /// <summary>How probable it is that a user buys: the items asked for, or those touched in the last thirty days.</summary>
    /// <exception cref="TaojinException">No purchase model is published, or the user is unknown.</exception>
    public PredictionList Predict(PredictRequest request) => PredictAsync(request).GetAwaiter().GetResult();

    /// <summary>How probable it is that a user buys: the items asked for, or those touched in the last thirty days.</summary>
    /// <exception cref="TaojinException">No purchase model is published, or the user is unknown.</exception>
    public Task<PredictionList> PredictAsync(PredictRequest request)
    {
        request = request with { UserId = Named(request.UserId) };
        if (!IsPersonal(request.UserId))
            return Task.FromResult(PredictForAnybody(request));
        return _owners is { } owners ? PredictOwnedAsync(request, owners) : Task.FromResult(_gate.Read(() => PredictWatched(request, Now())));
    }

    /// <summary>What an item is called; its id when nobody told, or when the shop does not know it.</summary>
    public string TitleOf(string itemId) => _gate.Read(() => _items.Ids.TryIndexOf(itemId, out var item) ? _items.NameOf(item) : itemId);

    /// <summary>What came of the lists that were shown.</summary>
    /// <param name="days">How many days back.</param>
    public OnlineReport OnlineQuality(double days) => new OnlineQuality(_mine).Run(days);

    /// <summary>Lets whoever keeps results of the shop know that a user was erased.</summary>
    public void FollowErasures(Action erased) => _erased += erased;

    /// <summary>Lets go of a user who was erased: whoever comes with the id is somebody new. What the models held of them is read again.</summary>
    public void Forget(string userId)
    {
        _attributes.Change(Named(userId), null);
        _gate.Write(() =>
        {
            if (_users.IndexOf(Named(userId)) is >= 0 and var user)
                _users.Rename(user, $"(erased {user})");
        });
        _erased?.Invoke();
        Reload(); // last: it may fail where the others cannot
    }

    /// <summary>Calls all users what they are called under a new key, in the same moment as those who name them; what is known of them stays.</summary>
    private void Rename(Action turn) => _gate.Write(() =>
    {
        turn();
        var names = _mine.Workspace.Pseudonyms;
        for (var user = 0; user < _users.Count; user++)
            if (names.Renewed(_users.IdAt(user)) is { } name)
                _users.Rename(user, name);
        _attributes.Rename(names.Renewed);
    });

    /// <summary>Makes the list of every user before it is asked for, on a thread that gives way to all others; again after each publish. Answers do not wait for it.</summary>
    public void PrepareLists()
    {
        var models = _models;
        _preparing = new(() => PrepareAll(models)) { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "lists" };
        _preparing.Start();
    }

    private void PrepareAll(PublishedModels models)
    {
        _features.WaitUntilReady();
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true); // reading log and models left as much behind as they are large
        for (var user = 0; models.Recommender is { } recommender && models == _models && user < PreparedLists.MostUsers; user++)
        {
            var next = user;
            if (_gate.Read(() => next < _users.Count ? _users.IdAt(next) : null) is not { } userId)
                return;
            MakeReady(recommender, userId);
        }
    }

    /// <summary>Makes the lists that an answer is put together from while no event waits for it.</summary>
    private void MakeReady(RecommendRequest request)
    {
        if (request is not { UserId.Length: > 0, Visit: null, Model: null, IsTraced: false } || !IsPersonal(request.UserId))
            return;
        var models = _models;
        foreach (var alias in PlaceOf(request).Rules.Retrievers)
            if (models[alias] is { } recommender)
                MakeReady(recommender, request.UserId);
    }

    private void MakeReady(PublishedRecommender recommender, string userId)
    {
        var basis = _gate.Read(() =>
            _users.IndexOf(userId) is >= 0 and var user && new ListUser(user, userId, _histories.VersionOf(user)) is var asked && !recommender.Lists.Has(asked)
                ? recommender.Lists.BasisOf(asked, _histories.Of(user), _items.Ids)
                : null);
        if (basis is not null)
            recommender.Lists.Make(basis, stackalloc ulong[PreparedLists.Depth]);
    }

    private (RecommendationList List, ShadowList? Shadow) MakeWithShadow(RecommendRequest request, Instant now)
    {
        var list = MakeWatched(request, now, NextRequestId(now));
        return (list, IsNoted(request, list) ? Shadow(request, list, now) : null);
    }

    /// <summary>What nobody in particular was shown is not noted.</summary>
    private static bool IsNoted(RecommendRequest request, RecommendationList list) => request.LogShown && list.Items.Count > 0 && request.UserId.Length > 0;

    private async Task<RecommendationList> NoteAsync(RecommendationList list, ShadowList? shadow)
    {
        var now = _mine.Now; // an event dated ahead does not move what was shown
        var noted = _mine.Workspace.Log.KeepShownAsync([.. list.Items.Select(item => Shown(list, item, now))]);
        try
        {
            await Task.WhenAll(noted, shadow is null ? Task.CompletedTask : _mine.Workspace.Log.KeepShadowAsync(shadow with { Time = now })).ConfigureAwait(false);
            return list;
        }
        catch (TaojinException fault) when (fault.Code is "storage.full" or "store.unreachable")
        {
            return list with { IsLogged = false }; // a visitor is not turned away because the log has no room, or is away
        }
    }

    private RecommendationList Make(RecommendRequest request, Instant now, string requestId) => Make(request, now, (requestId, PlaceOf(request)));

    private RecommendationList Make(RecommendRequest request, Instant now, (string RequestId, ListPlace Place) answer) => Make((request, ModelsFor(request)), now, answer);

    private RecommendationList Make((RecommendRequest Request, PublishedModels Models) asked, Instant now, (string RequestId, ListPlace Place) answer)
    {
        var (request, models) = asked;
        return IsPersonal(request.UserId)
            ? new ListMaker(models, _items, _histories, _state).Make(new(request, _users.IndexOf(request.UserId), now, answer.RequestId) { Visit = VisitOf(request, now) }, answer.Place)
            : new ListMaker(models, _items, _histories, _state).Make(new(request with { UserId = "" }, -1, now, answer.RequestId), answer.Place) with { UserId = request.UserId };
    }

    private PublishedModels ModelsFor(RecommendRequest request) => request.Model is { } other ? _others.Of(_models, other) : ModelsOf(request);

    /// <summary>Who does not allow it gets the list that all of them get.</summary>
    private bool IsPersonal(string userId) => _mine.Workspace.Consents.Allows(userId, Purposes.Personalisation);

    private ListPlace PlaceOf(RecommendRequest request) => IsPersonal(request.UserId)
        ? ListPlace.Of(_mine.Workspace.Settings, request.Placement, request.UserId)
        : ListPlace.ForEverybody(_mine.Workspace.Settings, request.Placement);

    /// <summary>The list that an experiment wants beside the shown one; null for none.</summary>
    private ShadowList? Shadow(RecommendRequest request, RecommendationList shown, Instant now)
    {
        if (PlaceOf(request).Shadow is not { } rules)
            return null;
        var shadow = Make(request, now, (shown.RequestId, new(rules.Name, rules, null)));
        return new(shown.RequestId, request.UserId, now, rules.Name, [.. shadow.Items.Select(item => item.ItemId)]);
    }

    /// <summary>A purchase model answers from features, so it answers when they are read.</summary>
    private void WaitForFeatures(PublishedModels models)
    {
        if (models.Purchase is not null)
            _features.WaitUntilReady();
    }

    private PairFeatures Pairs => new(_features, _histories, _items);

    private double? Probability(int user, int item, Instant now)
    {
        if (_models.Purchase is not { } purchase)
            return null;
        var row = new float[purchase.Model.Columns.Count];
        Pairs.Read(new(user, item), now, row);
        return purchase.Model.Predict(row);
    }

    /// <summary>Takes note of events that are durable, a few a turn so that no answer waits for long.</summary>
    private void Follow(IReadOnlyList<NewEvent> events)
    {
        var (mark, isLate) = (new LogMark(_mine.Workspace.Log.Told ?? 0, 0), false);
        for (var start = 0; start < events.Count; start += EventsATurn)
        {
            var from = start;
            _gate.Write(() =>
            {
                for (var place = from; place < Math.Min(from + EventsATurn, events.Count); place++)
                {
                    isLate |= IsLate(events[place].Time);
                    var seen = Take(events[place], mark);
                    _state.Shown.Note(seen.Item, seen.Kind, events[place].RequestId is not null);
                }
            });
        }
        if (isLate)
            FallBehind(isPressing: false);
    }

    /// <summary>Features see events in order of time: a late event counts there from now on until they are folded anew, and stands in histories and in the log with its own time.</summary>
    private ShopEvent Take(NewEvent happened, LogMark mark)
    {
        var seen = new ShopEvent
        {
            User = _users.Add(Named(happened.UserId)),
            Item = happened.ItemId is null ? -1 : _items.Ids.Add(happened.ItemId),
            Kind = happened.Kind,
            Time = happened.Time,
            Price = happened.Price ?? float.NaN,
            Quantity = happened.Kind == EventKind.Rate ? happened.Value ?? float.NaN : happened.Quantity ?? 1, // as the log reads it
        };
        _histories.Add(seen);
        _last = new(Math.Max(_last.Microseconds, happened.Time.Microseconds));
        _features.Observe(seen with { Time = _last }, mark);
        return seen;
    }

    private string Named(string userId) => _mine.Workspace.Pseudonyms.Of(userId);

    private Instant Now() => new(Math.Max(_last.Microseconds, _mine.Now.Microseconds));

    private string NextRequestId(Instant now) => $"{now.Microseconds:x}-{Interlocked.Increment(ref _requests):x}";

    private static NewEvent Shown(RecommendationList list, RecommendedItem item, Instant now) => new()
    {
        UserId = list.UserId,
        ItemId = item.ItemId,
        Kind = EventKind.Shown,
        Time = now,
        RequestId = list.RequestId,
        Position = item.Position,
        Model = list.Model,
        Placement = list.Placement,
        Arm = list.Arm,
        Propensity = (float?)item.Propensity,
        Reason = item.Reasons.Count > 0 ? item.Reasons[0].Text : null,
    };
}

/// <summary>A wish for a list.</summary>
/// <param name="UserId">For whom; an unknown user gets what is bought most.</param>
/// <param name="Count">How many items, 1 to 1,000.</param>
/// <param name="LogShown">Whether to note what was shown, so that clicks can be judged against it.</param>
public sealed record RecommendRequest(string UserId, int Count = 10, bool LogShown = true)
{
    /// <summary>Where the list stands, a placement of <c>taojin.toml</c>; the default one when null.</summary>
    public string? Placement { get; init; }

    /// <summary>A version of the task <c>recommend</c> that is asked in place of the published one, to see what it would show; null for the published one.</summary>
    public ModelVersion? Model { get; init; }

    /// <summary>Facts of the request that rules may ask of as <c>context.NAME</c>.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } = new Dictionary<string, string>();

    /// <summary>Items that must not be in the list.</summary>
    public IReadOnlyCollection<string> ExcludedItems { get; init; } = [];

    /// <summary>Whether the answer says how it came about, step by step.</summary>
    public bool IsTraced { get; init; }

    /// <summary>What the list is made from in place of what the user did before: a visit, a basket, one item. Its items are not in the list. Null: the user's own past.</summary>
    public IReadOnlyList<VisitTouch>? Visit { get; init; }

    /// <summary>Conditions that every item of the list fulfils, beside the placement's filters.</summary>
    public IReadOnlyList<Rule> Only { get; init; } = [];

    /// <summary>Leaves out so many of the first places: the next page.</summary>
    public int Skip { get; init; }

    /// <summary>Whether other sources may fill what the placement's retrievers leave empty.</summary>
    public bool HasFallback { get; init; } = true;

    /// <summary>What the owner of the user's live state said; null where nobody was asked.</summary>
    internal OwnedUser? Owned { get; init; }
}

/// <summary>A wish for probabilities.</summary>
/// <param name="UserId">Whose purchases.</param>
/// <param name="ItemIds">Of which items; those touched in the last thirty days when null.</param>
/// <param name="Count">At most so many, the most probable first.</param>
public sealed record PredictRequest(string UserId, IReadOnlyList<string>? ItemIds = null, int Count = 20)
{
    /// <summary>What the owner of the user's live state said; null where nobody was asked.</summary>
    internal OwnedUser? Owned { get; init; }
}
