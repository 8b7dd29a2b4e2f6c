using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Taojin.Storage;

namespace Taojin.Server.Access;

/// <summary>How much one key, or one address without a key, may ask. An address that shows wrong keys is not heard for a while, not even with a right one, or guessing would go on.</summary>
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

    /// <summary>Counts a wrong key of an address.</summary>
    /// <returns>How long it must wait when it has shown too many; null: it may try again.</returns>
    public TimeSpan? NoteWrongKey(HttpContext context) => WaitOf(_wrongKeys, AddressOf(context));

    /// <summary>Counts a wrong signature of an address, as many as wrong keys are let pass. Its keys are heard all the same: a sender may repeat what was taken already.</summary>
    /// <returns>How long it must wait when it has sent too many; null: it may try again.</returns>
    public TimeSpan? NoteWrongSignature(HttpContext context) => WaitOf(_wrongKeys, "signatures of " + AddressOf(context));

    /// <summary>How long an address must wait because of the wrong keys it has shown; null: not at all.</summary>
    public TimeSpan? WaitOfLocked(HttpContext context) => WaitOf(_wrongKeys, AddressOf(context), permits: 0);

    /// <summary>Where a request comes from. An IPv6 network of 64 bits is one address, since whoever has one has all of it.</summary>
    public static string AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "-";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address) ? $"{new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0])}/64" : address.ToString();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _requests.Dispose();
        _wrongKeys.Dispose();
    }

    private static TimeSpan? WaitOf(PartitionedRateLimiter<string> limiter, string who, int permits = 1)
    {
        using var lease = limiter.AttemptAcquire(who, permits);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }
}
