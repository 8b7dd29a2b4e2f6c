namespace Taojin.Server.Access;

/// <summary>Says which refusals get a line of the audit log, so that nobody can fill the disk by being refused: a few a minute of each caller, and of all together.</summary>
/// <param name="clock">Measures minutes.</param>
internal sealed class Refusals(TimeProvider clock)
{
    /// <summary>Lines a minute of one key, or of one address without a key.</summary>
    public const int MostOfOne = 10;

    /// <summary>Lines a minute of all together.</summary>
    public const int MostOfAll = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock _turn = new();
    private readonly Dictionary<string, int> _noted = new(StringComparer.Ordinal);
    private long _since = clock.GetTimestamp(), _left;
    private int _all;

    /// <summary>Whether a refusal gets a line; else it is counted.</summary>
    /// <param name="who">Id of the key, or the address.</param>
    public bool IsNoted(string who)
    {
        lock (_turn)
        {
            if (clock.GetElapsedTime(_since) >= Window)
            {
                (_since, _all) = (clock.GetTimestamp(), 0);
                _noted.Clear();
            }
            if (_all < MostOfAll && _noted.GetValueOrDefault(who) is var count && count < MostOfOne)
            {
                (_noted[who], _all) = (count + 1, _all + 1);
                return true;
            }
            _left++;
            return false;
        }
    }

    /// <summary>How many were left out since the last call.</summary>
    public long TakeLeftOut() => Interlocked.Exchange(ref _left, 0);
}
