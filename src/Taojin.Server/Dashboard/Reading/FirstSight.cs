using Microsoft.AspNetCore.Components;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>The first sight of a page does not wait for what takes long: it is sent without, and the open page fills it in.</summary>
internal static class FirstSight
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>Whether something is there, or is worth waiting for; its fault is thrown where it is awaited.</summary>
    public static async Task<bool> IsInTime(this Task work, RendererInfo renderer)
    {
        if (renderer.IsInteractive || work.IsCompleted)
            return true;
        try
        {
            await work.WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            return work.IsCompleted;
        }
        catch (Exception)
        {
            return true;
        }
        return true;
    }
}
