using System.Text.Json;
using Taojin.Cluster.Live;
using Taojin.Cluster.Placement;
using Taojin.Data;
using Taojin.Workflows.Tuning;

namespace Taojin.Cluster.Trials;

/// <inheritdoc cref="ITrialNode" />
[OnNode]
internal sealed class TrialNode(ClusterOptions options, TimeProvider clock) : Grain, ITrialNode
{
    private (string Settings, TrialJudge Judge)? _open;

    public async Task<byte[]> Judge(byte[] order)
    {
        var trial = JsonSerializer.Deserialize<TrialOrder>(order, PartitionJson.Options)!;
        return JsonSerializer.SerializeToUtf8Bytes(await Task.Run(() => Judged(trial)), PartitionJson.Options);
    }

    public Task Forget()
    {
        Close();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Close();
        return Task.CompletedTask;
    }

    private TrialOutcome Judged(TrialOrder trial)
    {
        try
        {
            return JudgeOf(trial.Settings).Judge(trial, options.Threads, CancellationToken.None);
        }
        catch (TaojinException fault)
        {
            return new(double.NaN, 0, null, $"{fault.Message} {fault.Remedy}") { IsRefused = true };
        }
    }

    private TrialJudge JudgeOf(string settings)
    {
        if (_open is { } open && open.Settings == settings)
            return open.Judge;
        Close();
        _open = (settings, new(settings, options.NeededStore, options.Algorithms ?? new(), clock));
        return _open.Value.Judge;
    }

    private void Close()
    {
        _open?.Judge.Dispose();
        _open = null;
    }
}
