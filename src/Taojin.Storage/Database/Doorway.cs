namespace Taojin.Storage.Database;

/// <summary>Counts who is inside a database, so that its file can be replaced when nobody is.</summary>
internal sealed class Doorway
{
    private readonly object _turn = new();
    private int _inside;
    private bool _isClosed;

    /// <summary>Goes in; waits only while the file is being replaced, so that who is inside may go in again.</summary>
    public void Enter()
    {
        lock (_turn)
        {
            while (_isClosed)
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

    /// <summary>Does something while nobody is inside.</summary>
    public void WhileEmpty(Action action)
    {
        lock (_turn)
        {
            while (_inside > 0 || _isClosed)
                Monitor.Wait(_turn);
            _isClosed = true;
        }
        try
        {
            action();
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
}
