namespace Taojin.Workflows.Serving;

/// <summary>Lets readers in side by side, and now and then one writer alone. Readers on different cores touch no memory in common.</summary>
/// <remarks>Neither may enter again from within. A writer waits for the readers inside, and keeps new ones out for as long as it works: it must be short.</remarks>
internal sealed class Gate
{
    private const int Spread = 16; // counters a cache line apart
    private readonly Lock _writers = new();
    private readonly int[] _inside = new int[Spread * Environment.ProcessorCount];
    private volatile bool _isClosed;

    /// <summary>Reads.</summary>
    public T Read<T>(Func<T> answer)
    {
        ref var inside = ref Enter();
        try
        {
            return answer();
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }

    /// <summary>Changes what is read.</summary>
    public void Write(Action change)
    {
        lock (_writers)
        {
            _isClosed = true;
            Interlocked.MemoryBarrier();
            try
            {
                for (var core = 0; core < _inside.Length; core += Spread)
                    for (var wait = new SpinWait(); Volatile.Read(ref _inside[core]) != 0;)
                        wait.SpinOnce(sleep1Threshold: -1);
                change();
            }
            finally
            {
                _isClosed = false;
            }
        }
    }

    private ref int Enter()
    {
        for (var wait = new SpinWait(); ; wait.SpinOnce(sleep1Threshold: -1))
        {
            if (_isClosed)
                continue;
            ref var inside = ref _inside[Thread.GetCurrentProcessorId() * Spread % _inside.Length];
            Interlocked.Increment(ref inside);
            if (!_isClosed)
                return ref inside;
            Interlocked.Decrement(ref inside);
        }
    }
}
