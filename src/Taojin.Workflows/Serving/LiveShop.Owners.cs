using Taojin.Workflows.Serving.Owners;

namespace Taojin.Workflows.Serving;

/// <content>Where several servers share a shop, whoever owns a user's live state is asked before an answer; when it is away, this server's own copy of the log answers.</content>
public sealed partial class LiveShop
{
    private readonly string _opened;
    private IUserOwners? _owners;
    private long _asked, _away;

    /// <summary>How often owners were asked, and how often in vain.</summary>
    public OwnerFigures Owners => new(Interlocked.Read(ref _asked), Interlocked.Read(ref _away));

    /// <summary>Asks the owner of a user's live state before each answer from now on.</summary>
    public void Ask(IUserOwners owners) => _owners = owners;

    private async ValueTask<RecommendationList> RecommendOwnedAsync(RecommendRequest request, IUserOwners owners) =>
        await RecommendNowAsync(request with { Owned = request.Visit is null ? await OwnedAsync(request.UserId, owners).ConfigureAwait(false) : null }).ConfigureAwait(false);

    private async Task<PredictionList> PredictOwnedAsync(PredictRequest request, IUserOwners owners)
    {
        if (await OwnedAsync(request.UserId, owners).ConfigureAwait(false) is { } owned)
            request = request with { Owned = owned };
        var items = _gate.Read(() => NewPredictor(_models).Candidates(request, Now()));
        if (request.Owned is { } user && items.Length > 0)
        {
            if (await owners.FeaturesAsync(request.UserId, items, Now()).ConfigureAwait(false) is { } values)
                request = request with { ItemIds = items, Owned = user with { Rows = OwnedUser.RowsOf(items, values) } };
            else
                Interlocked.Increment(ref _away);
        }
        return _gate.Read(() => PredictWatched(request, Now()));
    }

    /// <summary>What the owner says; null when nobody is asked or it is away.</summary>
    private async ValueTask<OwnedUser?> OwnedAsync(string userId, IUserOwners owners)
    {
        if (userId.Length == 0 || !IsPersonal(userId))
            return null;
        Interlocked.Increment(ref _asked);
        if (await owners.SinceAsync(userId, _opened).ConfigureAwait(false) is { } since)
            return new(since);
        Interlocked.Increment(ref _away);
        return null;
    }

    private Predictor NewPredictor(PublishedModels models) => new(models, _users, _items, _histories, Pairs);
}
