using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Taojin.Data;
using Taojin.Storage.Access;
using Taojin.Workflows.Serving.Trials;

namespace Taojin.Server.Operations;

/// <summary>Looks after versions on trial while the server runs: at their faults every five seconds, at what users do every minute. What it does stands in the audit log and goes to the webhook.</summary>
internal sealed partial class CanaryWatch(TrialGuard guard, AuditFile audit, ShopMeter meter, TrialNotice notice, ILogger<CanaryWatch> log) : BackgroundService
{
    private const int LooksAMinute = 12;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(bool withOutcomes, CancellationToken cancellation)
    {
        foreach (var end in guard.Look(withOutcomes))
        {
            meter.NoteTrial(end);
            Ended(log, end.Act, end.Version, end.Alias, end.Text);
            audit.Add(new() { Time = Instant.Of(TimeProvider.System.GetUtcNow()), Key = "guard", Act = $"{end.Act} {end.Alias}", Outcome = string.Create(CultureInfo.InvariantCulture, $"{end.Version}: {end.Code}: {end.Text}") });
            await notice.TellAsync(end, cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            for (var look = 1; await timer.WaitForNextTickAsync(stoppingToken); look++)
                await TryLookAsync(look % LooksAMinute == 0, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return; // the server ends
        }
    }

    /// <summary>A look that fails, as when the disk is full, must not end the server that still answers.</summary>
    private async Task TryLookAsync(bool withOutcomes, CancellationToken cancellation)
    {
        try
        {
            await LookAsync(withOutcomes, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Waiting(log, fault.GetType().Name, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Act}: {Version} as {Alias}. {Why}")]
    private static partial void Ended(ILogger log, string act, string version, string alias, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Versions on trial could not be looked at: {Kind}: {Why} It is tried again.")]
    private static partial void Waiting(ILogger log, string kind, string why);
}
