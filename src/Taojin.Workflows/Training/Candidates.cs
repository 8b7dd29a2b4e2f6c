using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Workflows.Training;

/// <summary>Which models of a task are worth training, and how they stand against one another.</summary>
internal static class Candidates
{
    public static (IReadOnlyList<AlgorithmCard> Ready, List<SkippedModel> Skipped) Of(
        Algorithms algorithms, Prepared prepared, MiningTask task, IReadOnlyList<string>? wanted)
    {
        foreach (var name in wanted ?? [])
            if (algorithms[name].Task != task)
                throw new TaojinException("algorithm.other-task", $"'{name}' is not for this task.", $"For it there are: {string.Join(", ", algorithms.Cards.Where(card => card.Task == task).Select(card => card.Name))}.");
        var rows = prepared.Readiness.Where(row => row.Algorithm.Task == task && (wanted?.Contains(row.Algorithm.Name) ?? true)).ToArray();
        var skipped = rows.Where(row => !row.IsReady).Select(row => Skipped(
            row.Algorithm, string.Join("; ", row.Missing.Select(need => need.Text)), string.Join("；", row.Missing.Select(need => need.TextZh)))).ToList();
        var ready = rows.Where(row => row.IsReady).Select(row => row.Algorithm).ToArray();
        if (wanted is not null)
            return (ready, skipped);
        skipped.AddRange(ready.Where(card => !algorithms.CanTrain(card)).Select(NotLoaded));
        skipped.AddRange(ready.Where(card => card.IsOnRequest).Select(card => Skipped(card, "costs several times the others; name it with --algorithm", "耗时是其他模型的数倍；可用 --algorithm 单独训练")));
        return ([.. ready.Where(card => algorithms.CanTrain(card) && !card.IsOnRequest)], skipped);
    }

    public static SkippedModel NotLoaded(AlgorithmCard card) => Skipped(
        card, "its fitting (Taojin.Mining.Torch) is not loaded in this process", "本进程未加载其训练程序（Taojin.Mining.Torch）");

    private static SkippedModel Skipped(AlgorithmCard card, string why, string whyZh) => new(card.Name, card.Title, card.TitleZh, why, whyZh);

    public static GateVerdict Judge(AlgorithmCard card, ModelScore score, IReadOnlyList<(AlgorithmCard Card, ModelScore Score)> all)
    {
        var baselines = all.Where(other => other.Card.IsBaseline && other.Card != card).Select(other => (other.Card.Title, other.Card.TitleZh, other.Score)).ToArray();
        return card.IsBaseline ? Gate.JudgeBaseline(score, baselines) : Gate.Judge(score, baselines);
    }

    /// <summary>What a model was fitted on, so that two models of the same data can be told from two of different data.</summary>
    public static string Fingerprint(ShopLog log)
    {
        var hash = 0UL;
        for (var index = 0; index < log.Count; index++)
            hash = SplitMix64.Mix(hash ^ (ulong)log.Time[index].Microseconds ^ ((ulong)(uint)log.User[index] << 32) ^ ((ulong)(uint)log.Item[index] << 4) ^ (ulong)log.Kind[index]);
        return $"{log.Count} events, {log.Start} to {log.End}, {hash:x16}";
    }
}
