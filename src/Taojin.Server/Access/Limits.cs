using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Taojin.Storage;

namespace Taojin.Server.Access;

/// <summary>How much one key, or one address without a key, may ask. A right key is never locked out by wrong ones.</summary>
internal sealed class Limits(ServerSettings settings) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly PartitionedRateLimiter<string> _requests = PartitionedRateLimiter.Create<string, string>(who => settings.RequestsPerSecond == 0
        ? RateLimitPartition.GetNoLimiter(who)
        : RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
        {
            TokenLimit = settings.RequestsPerSecond * 2,
            TokensPerPeriod = Math.Max(1, settings.RequestsPerSecond / 10),
            ReplenishmentPeriod = settings.RequestsPerSecond >= 10 ? Period : TimeSpan.FromSeconds(1.0 / settings.RequestsPerSecond),
        }));

    private readonly PartitionedRateLimiter<string> _wrongKeys = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = settings.WrongKeysPerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>How long a caller must wait; null: not at all. Who sits at a machine whose shop has no keys does not wait.</summary>
    public TimeSpan? WaitOf(Caller? caller, HttpContext context) =>
        ReferenceEquals(caller, Caller.Loopback) ? null : WaitOf(_requests, caller?.Id ?? AddressOf(context));

    /// <summary>How long an address must wait that shows wrong keys.</summary>
    public TimeSpan? WaitOfWrongKey(HttpContext context) => WaitOf(_wrongKeys, AddressOf(context));

    /// <inheritdoc />
    public void Dispose()
    {
        _requests.Dispose();
        _wrongKeys.Dispose();
    }

    private static TimeSpan? WaitOf(PartitionedRateLimiter<string> limiter, string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "-";
}
