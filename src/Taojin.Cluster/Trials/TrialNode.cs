using System.Text.Json;
using Taojin.Cluster.Live;
using Taojin.Cluster.Placement;
using Taojin.Data;
using Taojin.Workflows.Tuning;

namespace Taojin.Cluster.Trials;

/// <inheritdoc cref="ITrialNode" />
[OnNode]
internal sealed class TrialNode(ClusterOptions options, TimeProvider clock) : WorkGrain<TrialJudge>, ITrialNode
{
    public async Task<byte[]> Judge(byte[] order)
    {
        var trial = JsonSerializer.Deserialize<TrialOrder>(order, PartitionJson.Options)!;
        return JsonSerializer.SerializeToUtf8Bytes(await Task.Run(() => Judged(trial)), PartitionJson.Options);
    }

    protected override TrialJudge Open(string settings) => new(settings, options.NeededStore, options.Algorithms ?? new(), clock);

    private TrialOutcome Judged(TrialOrder trial)
    {
        try
        {
            return WorkOf(trial.Settings).Judge(trial, options.Threads, CancellationToken.None);
        }
        catch (TaojinException fault)
        {
            return new(double.NaN, 0, null, $"{fault.Message} {fault.Remedy}") { IsRefused = true };
        }
    }
}
