using System.Text.Json;

namespace Taojin.Server.Gorse;

internal sealed record GorseUser
{
    public string UserId { get; init; } = "";

    public JsonElement? Labels { get; init; }

    public string? Comment { get; init; } = "";
}

internal sealed record GorseItem
{
    public string ItemId { get; init; } = "";

    public bool IsHidden { get; init; }

    public IReadOnlyList<string>? Categories { get; init; } = [];

    public string? Timestamp { get; init; } = "";

    public JsonElement? Labels { get; init; }

    public string? Comment { get; init; } = "";
}

/// <summary>What is null stays as it is.</summary>
internal sealed record GorseItemPatch(bool? IsHidden, IReadOnlyList<string>? Categories, string? Timestamp, JsonElement? Labels, string? Comment);

/// <summary>What is null stays as it is.</summary>
internal sealed record GorseUserPatch(JsonElement? Labels, string? Comment);

internal sealed record GorseFeedback
{
    public string FeedbackType { get; init; } = "";

    public string UserId { get; init; } = "";

    public string ItemId { get; init; } = "";

    public double Value { get; init; }

    public string? Timestamp { get; init; } = "";

    public string? Updated { get; init; }

    public JsonElement? Labels { get; init; }

    public string? Comment { get; init; } = "";
}

internal sealed record GorseScore(string Id, double Score);

internal sealed record GorseSuccess(int RowAffected);

internal sealed record GorseUsersPage(string Cursor, IEnumerable<GorseUser> Users);

internal sealed record GorseItemsPage(string Cursor, IEnumerable<GorseItem> Items);

internal sealed record GorseFeedbackPage(string Cursor, IEnumerable<GorseFeedback> Feedback);

internal sealed record GorseHealthStatus(bool Ready, object? DataStoreError, object? CacheStoreError, bool DataStoreConnected, bool CacheStoreConnected);
