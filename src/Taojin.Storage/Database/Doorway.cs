namespace Taojin.Storage.Database;

/// <summary>Counts who is inside a database, so that its file can be replaced when nobody is.</summary>
internal sealed class Doorway
{
    private readonly object _turn = new();
    private int _inside;
    private bool _isWanted, _isClosed;

    /// <summary>Goes in; waits while the file is being replaced, and for a moment while somebody waits to do that.</summary>
    public void Enter()
    {
        lock (_turn)
        {
            while (_isClosed || _isWanted)
                Monitor.Wait(_turn);
            _inside++;
        }
    }

    /// <summary>Goes out.</summary>
    public void Leave()
    {
        lock (_turn)
        {
            _inside--;
            Monitor.PulseAll(_turn);
        }
    }

    /// <summary>Waits until nobody is inside, while others go in as they like.</summary>
    /// <param name="limit">No longer than this.</param>
    public void Await((TimeSpan Time, TimeProvider Clock) limit)
    {
        lock (_turn)
            WaitWhileInside(limit);
    }

    /// <summary>Does something while nobody is inside. Who wants to go in waits, so the limit is short: somebody inside may want to go in again.</summary>
    /// <param name="limit">How long it is waited for that.</param>
    /// <param name="action">What is done.</param>
    /// <returns>False when somebody stayed: then nothing was done.</returns>
    public bool TryWhileEmpty((TimeSpan Time, TimeProvider Clock) limit, Action action)
    {
        lock (_turn)
        {
            while (_isClosed || _isWanted)
                Monitor.Wait(_turn);
            _isWanted = true;
            _isClosed = WaitWhileInside(limit);
            _isWanted = false;
            if (!_isClosed)
            {
                Monitor.PulseAll(_turn);
                return false;
            }
        }
        try
        {
            action();
            return true;
        }
        finally
        {
            lock (_turn)
            {
                _isClosed = false;
                Monitor.PulseAll(_turn);
            }
        }
    }

    private bool WaitWhileInside((TimeSpan Time, TimeProvider Clock) limit)
    {
        for (var started = limit.Clock.GetTimestamp(); _inside > 0;)
        {
            var left = limit.Time - limit.Clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !Monitor.Wait(_turn, left))
                return _inside == 0;
        }
        return true;
    }
}
