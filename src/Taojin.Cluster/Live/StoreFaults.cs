using Taojin.Data;

namespace Taojin.Cluster.Live;

/// <summary>Lets a fault of the store cross from node to node as one that every node can read: what may be tried again says so, the rest is told in words.</summary>
internal sealed class StoreFaults : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        TaojinException fault;
        try
        {
            await context.Invoke();
            return;
        }
        catch (TaojinException caught)
        {
            fault = caught; // not sent along as the inner one, for it could not be read there
        }
        throw fault.Code is "store.unreachable" or "store.in-doubt" or "store.too-many" or "storage.busy"
            ? new TimeoutException($"{fault.Code}: {fault.Message}")
            : new InvalidOperationException($"{fault.Code}: {fault.Message} {fault.Remedy}");
    }
}
