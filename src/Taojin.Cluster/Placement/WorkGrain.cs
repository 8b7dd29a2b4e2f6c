namespace Taojin.Cluster.Placement;

/// <summary>A process's part in work that needs a copy of the shop: made for the settings that it is asked with, kept from call to call, thrown away when they are others or nobody needs it any more.</summary>
/// <typeparam name="T">What works on the copy.</typeparam>
internal abstract class WorkGrain<T> : Grain
    where T : class, IDisposable
{
    private (string Settings, T Work)? _open;

    public Task Forget()
    {
        Close();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Close();
        return Task.CompletedTask;
    }

    /// <summary>Makes the copy.</summary>
    protected abstract T Open(string settings);

    /// <summary>What works by some settings of a shop, as <c>taojin.toml</c> has them.</summary>
    protected T WorkOf(string settings)
    {
        if (_open is { } open && open.Settings == settings)
            return open.Work;
        Close();
        _open = (settings, Open(settings));
        return _open.Value.Work;
    }

    private void Close()
    {
        _open?.Work.Dispose();
        _open = null;
    }
}
