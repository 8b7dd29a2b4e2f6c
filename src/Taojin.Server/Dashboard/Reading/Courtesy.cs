namespace Taojin.Server.Dashboard.Reading;

/// <summary>Time that a page has the machine for itself before what it shows is worked out anew.</summary>
internal static class Courtesy
{
    /// <summary>How long a browser needs to draw a page.</summary>
    public static TimeSpan ToOnePage { get; } = TimeSpan.FromSeconds(3);

    /// <summary>Waits so long.</summary>
    public static async Task PassAsync(this TimeSpan time, CancellationToken cancellation = default)
    {
        if (time <= TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(time, TimeProvider.System);
        await timer.WaitForNextTickAsync(cancellation);
    }
}
