using System.Runtime.CompilerServices;
using Taojin.Data;

namespace Taojin.Mining.Features;

/// <summary>Times in feature state: whole seconds since 1970 in four bytes, 0 for never. Enough until 2106.</summary>
internal static class Clock
{
    public const uint Never = 0;

    /// <summary>A moment in whole seconds, at least 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Second(Instant time) => (uint)Math.Clamp(time.Microseconds / Instant.PerSecond, 1, uint.MaxValue);

    /// <summary>Hours from a stored second to now; NaN for never.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float HoursSince(uint second, uint now) => second == Never ? float.NaN : (now - (long)second) / 3600f;
}
