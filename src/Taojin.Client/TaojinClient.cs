using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Taojin.Client;

/// <summary>A Taojin server, typed. Safe for several threads. Calls that were refused for now (429, 502, 503, 504) or lost are sent again up to three times, but for a rollback.</summary>
/// <param name="http">Knows the address of the server, and its key as <c>Authorization: Bearer …</c>.</param>
/// <param name="clock">Waits between tries; the system's when null.</param>
public sealed class TaojinClient(HttpClient http, TimeProvider? clock = null)
{
    private const int PageSize = 500;
    private readonly Calls _calls = new(http, clock ?? TimeProvider.System), _once = new(http, clock ?? TimeProvider.System, tries: 1);

    /// <summary>Whether the server answers.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation = default)
    {
        try
        {
            using var response = await http.GetAsync("health/ready", cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Sends up to 1,000 events. They are durable when this returns; a retry counts once.</summary>
    /// <exception cref="TaojinProblemException">The server refused the call.</exception>
    public Task<EventsTaken> SendAsync(IReadOnlyList<Event> events, CancellationToken cancellation = default) =>
        _calls.SendAsync<EventsTaken>(HttpMethod.Post, "api/v1/events", events, cancellation, RandomNumberGenerator.GetHexString(32)); // two equal batches are two, so the key is no hash of them

    /// <summary>The log, event by event, page by page behind the scenes.</summary>
    public IAsyncEnumerable<Event> EventsAsync(string? userId = null, string? itemId = null, string? kind = null, CancellationToken cancellation = default) =>
        PagesAsync<Event>("events", $"{Query("user_id", userId)}{Query("item_id", itemId)}{Query("kind", kind)}", cancellation);

    /// <summary>All items.</summary>
    public IAsyncEnumerable<Item> ItemsAsync(string? category = null, CancellationToken cancellation = default) => PagesAsync<Item>("items", Query("category", category), cancellation);

    /// <summary>One item.</summary>
    public Task<Item> ItemAsync(string itemId, CancellationToken cancellation = default) => _calls.SendAsync<Item>(HttpMethod.Get, At("items", itemId), null, cancellation);

    /// <summary>Writes up to 1,000 items as they are now.</summary>
    public Task PutAsync(IReadOnlyList<Item> items, CancellationToken cancellation = default) => _calls.SendAsync<JsonElement>(HttpMethod.Post, "api/v1/items", items, cancellation);

    /// <summary>Changes what the patch names and takes away what is null in it (RFC 7396).</summary>
    public Task<Item> PatchItemAsync(string itemId, JsonObject patch, CancellationToken cancellation = default) => _calls.SendAsync<Item>(HttpMethod.Patch, At("items", itemId), patch, cancellation);

    /// <summary>Takes an item away, or hides it where the log refers to it.</summary>
    public Task<Removed> RemoveItemAsync(string itemId, CancellationToken cancellation = default) => _calls.SendAsync<Removed>(HttpMethod.Delete, At("items", itemId), null, cancellation);

    /// <summary>All users.</summary>
    public IAsyncEnumerable<User> UsersAsync(CancellationToken cancellation = default) => PagesAsync<User>("users", "", cancellation);

    /// <summary>One user.</summary>
    public Task<User> UserAsync(string userId, CancellationToken cancellation = default) => _calls.SendAsync<User>(HttpMethod.Get, At("users", userId), null, cancellation);

    /// <summary>Writes up to 1,000 users as they are now.</summary>
    public Task PutAsync(IReadOnlyList<User> users, CancellationToken cancellation = default) => _calls.SendAsync<JsonElement>(HttpMethod.Post, "api/v1/users", users, cancellation);

    /// <summary>Changes what the patch names and takes away what is null in it (RFC 7396).</summary>
    public Task<User> PatchUserAsync(string userId, JsonObject patch, CancellationToken cancellation = default) => _calls.SendAsync<User>(HttpMethod.Patch, At("users", userId), patch, cancellation);

    /// <summary>Forgets what the shop says of a user.</summary>
    public Task<Removed> RemoveUserAsync(string userId, CancellationToken cancellation = default) => _calls.SendAsync<Removed>(HttpMethod.Delete, At("users", userId), null, cancellation);

    /// <summary>All reviews.</summary>
    public IAsyncEnumerable<Review> ReviewsAsync(string? userId = null, string? itemId = null, CancellationToken cancellation = default) =>
        PagesAsync<Review>("reviews", $"{Query("user_id", userId)}{Query("item_id", itemId)}", cancellation);

    /// <summary>One review.</summary>
    public Task<Review> ReviewAsync(string reviewId, CancellationToken cancellation = default) => _calls.SendAsync<Review>(HttpMethod.Get, At("reviews", reviewId), null, cancellation);

    /// <summary>Writes up to 1,000 reviews as they are now.</summary>
    public Task PutAsync(IReadOnlyList<Review> reviews, CancellationToken cancellation = default) => _calls.SendAsync<JsonElement>(HttpMethod.Post, "api/v1/reviews", reviews, cancellation);

    /// <summary>Removes a review.</summary>
    public Task<Removed> RemoveReviewAsync(string reviewId, CancellationToken cancellation = default) => _calls.SendAsync<Removed>(HttpMethod.Delete, At("reviews", reviewId), null, cancellation);

    /// <summary>A list for a user, a visit, a basket or anybody.</summary>
    /// <param name="question">For whom and by what.</param>
    /// <param name="placement">Where it stands; the default placement when null.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<ItemList> RecommendAsync(ListQuestion question, string? placement = null, CancellationToken cancellation = default) =>
        _calls.SendAsync<ItemList>(HttpMethod.Post, $"api/v1/recommendations?{Query("placement", placement)}", question, cancellation);

    /// <summary>Items that go with an item.</summary>
    public Task<ItemList> SimilarAsync(string itemId, int count = 10, CancellationToken cancellation = default) => _calls.SendAsync<ItemList>(HttpMethod.Get, $"{At("items", itemId)}/similar?n={count}", null, cancellation);

    /// <summary>Items by their titles, in any language, the best first.</summary>
    public async Task<IReadOnlyList<FoundItem>> SearchAsync(string words, int count = 10, string? filter = null, CancellationToken cancellation = default) =>
        (await _calls.SendAsync<JsonElement>(HttpMethod.Get, $"api/v1/search?n={count}{Query("q", words)}{Query("filter", filter)}", null, cancellation).ConfigureAwait(false)).GetProperty("items").Deserialize<FoundItem[]>(Calls.Json)!;

    /// <summary>Purchase probabilities: of the items named, or of those touched in the last thirty days.</summary>
    public Task<PredictionList> PredictAsync(string userId, IReadOnlyList<string>? itemIds = null, int? count = null, CancellationToken cancellation = default) =>
        _calls.SendAsync<PredictionList>(HttpMethod.Post, "api/v1/predictions", new { user_id = userId, item_ids = itemIds, count }, cancellation);

    /// <summary>Trained versions.</summary>
    public async Task<IReadOnlyList<ModelVersion>> ModelsAsync(CancellationToken cancellation = default) =>
        (await _calls.SendAsync<JsonElement>(HttpMethod.Get, "api/v1/models", null, cancellation).ConfigureAwait(false)).GetProperty("models").Deserialize<ModelVersion[]>(Calls.Json)!;

    /// <summary>Who answers under which name.</summary>
    public async Task<IReadOnlyList<ModelAlias>> AliasesAsync(CancellationToken cancellation = default) =>
        (await _calls.SendAsync<JsonElement>(HttpMethod.Get, "api/v1/aliases", null, cancellation).ConfigureAwait(false)).GetProperty("aliases").Deserialize<ModelAlias[]>(Calls.Json)!;

    /// <summary>Lets a version answer under a name.</summary>
    public Task<ModelAlias> PublishAsync(string alias, string version, string? reason = null, CancellationToken cancellation = default) =>
        _calls.SendAsync<ModelAlias>(HttpMethod.Put, At("aliases", alias), new { version, reason }, cancellation);

    /// <summary>Lets the version before answer again. Not sent twice by itself: a problem tells you to look.</summary>
    public Task<ModelAlias> RollbackAsync(string alias, CancellationToken cancellation = default) => _once.SendAsync<ModelAlias>(HttpMethod.Post, $"{At("aliases", alias)}/rollback", null, cancellation);

    /// <summary>A whole table (events, items, users, reviews) as jsonl, csv or parquet. Dispose of the stream.</summary>
    public async Task<Stream> ExportAsync(string table, string format = "jsonl", CancellationToken cancellation = default)
    {
        var response = await _calls.ResponseAsync(HttpMethod.Get, $"{At("exports", table)}?format={Uri.EscapeDataString(format)}", null, cancellation).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<T> PagesAsync<T>(string name, string filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await _calls.SendAsync<JsonElement>(HttpMethod.Get, $"api/v1/{name}?n={PageSize}{filter}{(cursor.Length > 0 ? Query("cursor", cursor) : "")}", null, cancellation).ConfigureAwait(false);
            foreach (var row in page.GetProperty(name).Deserialize<T[]>(Calls.Json)!)
                yield return row;
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
    }

    private static string At(string name, string id) => $"api/v1/{name}/{Uri.EscapeDataString(id)}";

    private static string Query(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
