using Taojin.Data;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>For whom, where and when a list is made.</summary>
/// <param name="Request">The wish.</param>
/// <param name="User">Index of the user in the shop, or -1.</param>
/// <param name="Now">The moment of the answer.</param>
/// <param name="RequestId">Id of the answer; also names the chance in it.</param>
internal sealed record ListAsker(RecommendRequest Request, int User, Instant Now, string RequestId);
