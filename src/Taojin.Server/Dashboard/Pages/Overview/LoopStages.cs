using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Server.Dashboard.Reading;

namespace Taojin.Server.Dashboard.Pages.Overview;

/// <summary>The loop of the mine, stage by stage, in the order of the data's way.</summary>
internal static class LoopStages
{
    public static IReadOnlyList<LoopStage> Of(ShopState shop, Reader read)
    {
        var (lists, touched) = (shop.Events(EventKind.Shown), shop.Online.Placements.Select(each => each.Metrics.FirstOrDefault(metric => metric.Name == "CTR")).OfType<Mining.Evaluation.MetricValue>().ToArray());
        var requests = touched.Sum(each => each.Cases);
        return
        [
            Stage("sources", "data/import", shop.Imports, read["loop.sources", shop.Imports]),
            Stage("log", "data/events", shop.Log.Events, read["loop.log", shop.Log.Events]),
            Stage("features", "data/quality", shop.Log.Events, read["loop.features", FeatureCatalog.Columns.Count]),
            Stage("models", "models", shop.Versions.Count, read["loop.models", shop.Versions.Count]),
            Stage("evaluation", "models", shop.Chosen.Count, read["loop.evaluation", shop.Beating.Count, shop.Chosen.Count]),
            Stage("publishing", "models", shop.Aliases.Count, read["loop.publishing", shop.Aliases.Count]),
            Stage("answers", "recommend", lists, read["loop.answers", lists]),
            Stage("feedback", "experiments", requests, read["loop.feedback", requests == 0 ? 0 : touched.Sum(each => each.Value * each.Cases) / requests]),
        ];
        LoopStage Stage(string name, string address, long amount, string figure) => new(name, address, amount > 0, amount > 0 ? figure : read[$"loop.no-{name}"]);
    }
}

/// <summary>One stage.</summary>
/// <param name="Name">Its key: <c>stage.NAME</c>.</param>
/// <param name="Address">Where it is looked at.</param>
/// <param name="IsAlive">Whether anything went through it.</param>
/// <param name="Figure">How much, in words.</param>
internal sealed record LoopStage(string Name, string Address, bool IsAlive, string Figure);
