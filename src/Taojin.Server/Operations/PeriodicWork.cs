using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Taojin.Data;

namespace Taojin.Server.Operations;

/// <summary>Work that comes round while the server runs. A turn that fails is said and tried again at the next; it never ends a server that still answers.</summary>
internal abstract partial class PeriodicWork(TimeSpan every, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>Does it once.</summary>
    protected abstract void Turn();

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                TryTurn();
        }
        catch (OperationCanceledException)
        {
            return; // the server ends
        }
    }

    /// <summary>Does it once, and says when it fails.</summary>
    protected void TryTurn()
    {
        try
        {
            Turn();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Waiting(log, GetType().Name, fault is TaojinException known ? known.Code : fault.GetType().Name); // a message may name a person
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} could not be done: {Code}. Nothing is lost; it is tried again.")]
    private static partial void Waiting(ILogger log, string work, string code);
}
