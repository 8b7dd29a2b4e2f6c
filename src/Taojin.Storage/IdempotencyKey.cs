namespace Taojin.Storage;

/// <summary>Lets a repeated call find the answer of the first, for 24 hours.</summary>
/// <param name="Key">The caller's key; only a hash of it is kept.</param>
/// <param name="Body">A hash of what was sent: the same key with another body is refused.</param>
public sealed record IdempotencyKey(string Key, string Body);
