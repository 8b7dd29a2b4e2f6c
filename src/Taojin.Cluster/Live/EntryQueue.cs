using System.Threading.Channels;
using Taojin.Storage;
using Taojin.Storage.Postgres;

namespace Taojin.Cluster.Live;

/// <summary>Events on their way from this process into the log: what waits while a transaction runs goes with the next one, and no thread waits with it.</summary>
internal sealed class EntryQueue : IDisposable
{
    private const int MostEvents = 5_000;
    private readonly Channel<Call> _waiting = Channel.CreateUnbounded<Call>(new() { SingleReader = true });
    private readonly PartitionedLog _log;

    public EntryQueue(PartitionedLog log)
    {
        _log = log;
        _ = Task.Factory.StartNew(WriteAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Ends when the events are durable, or with what stood in the way.</summary>
    public Task<byte[]> AppendAsync(NewEvent[] events)
    {
        var call = new Call(events);
        return _waiting.Writer.TryWrite(call) ? call.Done.Task : throw new ObjectDisposedException(nameof(EntryQueue));
    }

    public void Dispose() => _waiting.Writer.TryComplete();

    private async Task WriteAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            var (calls, count) = (new List<Call>(), 0);
            while (count < MostEvents && _waiting.Reader.TryRead(out var call))
            {
                calls.Add(call);
                count += call.Events.Length;
            }
            Write(calls);
        }
    }

    private void Write(List<Call> calls)
    {
        try
        {
            var (statuses, place) = (_log.Append([.. calls.SelectMany(call => call.Events)]).Statuses, 0);
            foreach (var call in calls)
            {
                call.Done.SetResult([.. statuses.Skip(place).Take(call.Events.Length).Select(status => (byte)status.State)]);
                place += call.Events.Length;
            }
        }
        catch (Exception fault)
        {
            foreach (var call in calls)
                call.Done.TrySetException(fault); // each caller hears it
        }
    }

    private sealed record Call(NewEvent[] Events)
    {
        public TaskCompletionSource<byte[]> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
