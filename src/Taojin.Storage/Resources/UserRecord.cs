namespace Taojin.Storage.Resources;

/// <summary>A user as the shop describes them.</summary>
/// <param name="UserId">Their id.</param>
/// <param name="Attributes">What the shop says of them, a JSON object; null for nothing.</param>
public sealed record UserRecord(string UserId, string? Attributes = null);
