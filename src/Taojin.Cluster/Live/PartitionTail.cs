using Taojin.Mining.Features;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Live;

/// <summary>A partition's state and how far in the log it stands. Both go on together or not at all: what can fail is read before anything is folded.</summary>
/// <param name="part">The partition.</param>
/// <param name="log">The log.</param>
/// <param name="eventsPerSnapshot">After so many events it is kept, or after as many as it has users: so no more is written than a user's state an event.</param>
internal sealed class PartitionTail(int part, IPartLog log, int eventsPerSnapshot)
{
    private const int MostAsked = 10_000;
    private static readonly FeatureSettings Settings = new();
    private readonly Dictionary<string, string?> _asked = new(StringComparer.Ordinal); // categories of items that no user here touched
    private string? _seen;
    private bool _isTaken;
    private int _since; // events folded since it was kept

    /// <summary>What the events come to.</summary>
    public PartitionState State { get; private set; } = new(Settings);

    /// <summary>How often it was built anew from the log.</summary>
    public int Rebuilt { get; private set; }

    /// <summary>Folds what the log has and the state has not.</summary>
    public async Task CatchUpAsync()
    {
        if (!_isTaken)
            await TakeAsync();
        var news = await log.ReadAsync(part, _seen);
        if (news.IsSortedAnew)
            _asked.Clear();
        if (news.IsTakenBack || State.IsWasteful || (news.IsSortedAnew && await IsSortedAnewAsync()))
            await BuildAnewAsync();
        else
            await FoldAsync(news);
        if (news.IsTakenBack || _since >= Math.Max(eventsPerSnapshot, State.Users))
            await KeepAsync();
    }

    /// <summary>Features of a user and some items, shape [items × columns].</summary>
    public async Task<float[]> FeaturesAsync(string userId, IReadOnlyList<string> items, Data.Instant time)
    {
        if (_asked.Count > MostAsked)
            _asked.Clear();
        var strange = items.Where(item => !State.Has(item) && !_asked.ContainsKey(item)).ToHashSet(StringComparer.Ordinal);
        var categories = await log.CategoriesOfAsync(strange);
        foreach (var item in strange)
            _asked[item] = categories.GetValueOrDefault(item);
        var (rows, columns) = (new float[items.Count * State.Columns.Count], State.Columns.Count);
        for (var item = 0; item < items.Count; item++)
            State.Read(userId, (items[item], _asked.GetValueOrDefault(items[item])), time, rows.AsSpan(item * columns, columns));
        return rows;
    }

    /// <summary>Keeps the state in the store, unless it stands there already.</summary>
    public async Task KeepAsync()
    {
        if (_seen is null || _since == 0)
            return;
        await log.KeepStateAsync(part, _seen, State.ToArray());
        _since = 0;
    }

    /// <summary>Goes on from what was kept last, or from the beginning when that is damaged or of another make.</summary>
    private async Task TakeAsync()
    {
        if (await log.StateOfAsync(part) is { } kept && PartitionState.Restore(kept.State, Settings) is { } state)
            (State, _seen) = (state, kept.Seen);
        _isTaken = true;
    }

    private async Task<bool> IsSortedAnewAsync()
    {
        var categories = await log.CategoriesOfAsync(State.Items);
        return State.Items.Any(item => categories.GetValueOrDefault(item) != State.CategoryOf(item));
    }

    private async Task BuildAnewAsync()
    {
        var (news, state) = (await log.ReadAsync(part, null), new PartitionState(Settings));
        state.Observe(news.Events, await CategoriesForAsync(state, news.Events));
        (State, _seen, _since, Rebuilt) = (state, news.Seen, Math.Max(1, news.Events.Count), Rebuilt + 1);
    }

    private async Task FoldAsync(PartNews news)
    {
        var late = State.Late(news.Events);
        var events = late.Count == 0 ? news.Events : [.. news.Events.Where(each => !late.Contains(each.UserId)), .. await AllOfAsync(late, news)];
        var categories = await CategoriesForAsync(State, events);
        foreach (var user in late)
            State.Begin(user);
        State.Observe(events, categories);
        (_seen, _since) = (news.Seen, _since + news.Events.Count);
    }

    /// <summary>All events of users of whom an older one came: from memory where all are kept there, else from the log.</summary>
    private async Task<IEnumerable<PartEvent>> AllOfAsync(HashSet<string> late, PartNews news)
    {
        var kept = late.Select(State.AllOf).OfType<IEnumerable<PartEvent>>().SelectMany(events => events).ToArray();
        var known = kept.Select(each => each.UserId).ToHashSet(StringComparer.Ordinal);
        var read = await log.EventsOfAsync(part, [.. late.Where(user => !known.Contains(user))], news.Seen);
        return kept.Concat(news.Events.Where(each => known.Contains(each.UserId))).OrderBy(each => each.Time).Concat(read); // of equal moments the one that came first stays first
    }

    private async Task<Dictionary<string, string>> CategoriesForAsync(PartitionState state, IReadOnlyList<PartEvent> events) =>
        await log.CategoriesOfAsync(events.Select(each => each.ItemId).OfType<string>().Where(item => !state.Has(item)).ToHashSet(StringComparer.Ordinal));
}
