using Taojin.Workflows;

namespace Taojin.Server.Operations;

/// <summary>The last comparison of today's data with those that the published models learned from. One is made at a time, and kept for an hour.</summary>
internal sealed class DriftWatch(Mine mine) : IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim _one = new(1);
    private long _made;

    /// <summary>The last comparison; null before the first.</summary>
    public DriftReport? Last { get; private set; }

    /// <summary>A comparison that is not older than an hour, and of the versions that answer now.</summary>
    /// <param name="isFresh">Whether it is made anew in any case.</param>
    /// <param name="cancellation">Stops waiting for another one; one that is being made goes on.</param>
    public async Task<DriftReport> ReportAsync(bool isFresh, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (isFresh || Last is null || TimeProvider.System.GetElapsedTime(_made) > KeptFor || !Last.Tasks.Select(task => task.Version).SequenceEqual(Drift.Published(mine).Select(version => version.ToString())))
            {
                Last = await Task.Run(() => new Drift(mine).Run(), cancellation);
                _made = TimeProvider.System.GetTimestamp();
            }
            return Last;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();
}
