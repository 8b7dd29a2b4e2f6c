namespace Taojin.Cluster.Membership;

/// <summary>Calls to one process of the cluster that do not outlast it.</summary>
internal static class NodeCalls
{
    /// <summary>Waits for a call.</summary>
    /// <returns>False when the node failed, or left the cluster before it answered.</returns>
    public static async Task<bool> AnswersAsync(this NodeList nodes, string node, Func<Task> call, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var (work, gone) = (call(), nodes.GoneAsync(node, end.Token));
            if (await Task.WhenAny(work, gone) == work)
            {
                await work;
                return true;
            }
        }
        catch (Exception fault) when (fault is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            // What it had not finished is done by others, or by it when it is asked again.
        }
        finally
        {
            await end.CancelAsync();
        }
        return false;
    }
}
