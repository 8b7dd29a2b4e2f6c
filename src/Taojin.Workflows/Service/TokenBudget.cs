namespace Taojin.Workflows.Service;

/// <summary>What a language model may cost on one day of the shop. It forgets when the process ends.</summary>
internal sealed class TokenBudget(int perDay, TimeProvider clock)
{
    private readonly Lock _turn = new();
    private DateOnly _day;
    private long _spent;

    /// <summary>Whether anything is left today.</summary>
    public bool HasLeft()
    {
        lock (_turn)
        {
            Turn();
            return _spent < perDay;
        }
    }

    public void Spend(int tokens)
    {
        lock (_turn)
        {
            Turn();
            _spent += tokens;
        }
    }

    private void Turn()
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (today != _day)
            (_day, _spent) = (today, 0);
    }
}
