using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Taojin.Storage.Import;

/// <summary>Hands full batches from the reading thread to a writing one, and empty ones back: reading and writing overlap, memory does not grow.</summary>
internal sealed class BatchQueue : IDisposable
{
    private const int Batches = 6;
    private readonly BlockingCollection<EventBatch> _full = [];
    private readonly BlockingCollection<EventBatch> _empty = [];
    private readonly Thread _writer;
    private Exception? _failure;

    /// <summary>Starts the writing thread, which gives each batch to <paramref name="write"/>.</summary>
    public BatchQueue(Action<EventBatch> write)
    {
        for (var batch = 0; batch < Batches; batch++)
            _empty.Add(new EventBatch());
        _writer = new Thread(() => WriteAll(write)) { IsBackground = true, Name = "import-writer" };
        _writer.Start();
    }

    /// <summary>Takes an empty batch; waits while all are full.</summary>
    public EventBatch Take()
    {
        var batch = _empty.Take();
        Rethrow();
        return batch;
    }

    /// <summary>Gives a batch to be written.</summary>
    public void Give(EventBatch batch) => _full.Add(batch);

    /// <summary>Waits until all that was given is written. The caller holds no batch.</summary>
    public void Await()
    {
        var idle = Enumerable.Range(0, Batches).Select(_ => _empty.Take()).ToArray();
        Rethrow();
        foreach (var batch in idle)
            _empty.Add(batch);
    }

    /// <summary>Ends the writing when all is written.</summary>
    public void Complete()
    {
        _full.CompleteAdding();
        _writer.Join();
        Rethrow();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_full.IsAddingCompleted)
            _full.CompleteAdding();
        _writer.Join();
        _full.Dispose();
        _empty.Dispose();
    }

    private void WriteAll(Action<EventBatch> write)
    {
        foreach (var batch in _full.GetConsumingEnumerable())
        {
            try
            {
                if (_failure is null)
                    write(batch);
            }
            catch (Exception exception)
            {
                _failure = exception; // thrown again on the reading thread
            }
            batch.Clear();
            _empty.Add(batch);
        }
    }

    private void Rethrow()
    {
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }
}
