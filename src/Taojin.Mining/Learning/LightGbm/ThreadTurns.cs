namespace Taojin.Mining.Learning.LightGbm;

/// <summary>
/// LightGBM has one number of threads for the whole process, sets it at each call, and sizes scratch space by it: were it raised by another call
/// meanwhile, it would write beyond that space. So calls of one thread go side by side, and a call of more goes alone.
/// </summary>
internal static class ThreadTurns
{
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>Runs a call, or a training as a whole; it must not take a turn within its turn.</summary>
    public static T Take<T>(int threads, Func<T> call)
    {
        if (threads > 1)
            Gate.EnterWriteLock();
        else
            Gate.EnterReadLock();
        try
        {
            return call();
        }
        finally
        {
            if (threads > 1)
                Gate.ExitWriteLock();
            else
                Gate.ExitReadLock();
        }
    }
}
