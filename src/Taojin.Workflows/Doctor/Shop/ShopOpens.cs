using Taojin.Data;

namespace Taojin.Workflows.Doctor.Shop;

/// <summary>A database that is damaged, newer or in use; a model that is damaged; an empty log; nothing published.</summary>
internal sealed class ShopOpens : ICheck
{
    public Check? Look(DoctorScene scene)
    {
        if (scene.Settings is null)
            return null;
        try
        {
            using var mine = Mine.Open(scene.Folder, scene.Algorithms, scene.Clock);
            foreach (var version in mine.Models.Aliases().Values)
                _ = mine.Models.Open(version);
            return Look(mine, mine.Workspace.Log.Summary().Events);
        }
        catch (TaojinException fault)
        {
            return Check.Of("shop", fault);
        }
    }

    private static Check Look(Mine mine, long events)
    {
        var found = $"{events} events, {mine.Models.Versions().Count} models; those that answer are whole";
        var foundZh = $"{events} 个事件，{mine.Models.Versions().Count} 个模型，线上模型完好";
        if (events == 0)
            return new("shop", IsGood: false, "the log is empty", "日志为空") { Remedy = "Import events: ./taojin import csv:LOG.csv", RemedyZh = "请导入事件：./taojin import csv:LOG.csv" };
        return mine.Models.Aliases().Count > 0
            ? new("shop", IsGood: true, found, foundZh)
            : new("shop", IsGood: false, $"{found}; nothing is published", $"{foundZh}；尚未发布模型") { Remedy = "Train and publish: ./taojin train, then ./taojin publish recommend", RemedyZh = "请训练并发布：./taojin train，然后 ./taojin publish recommend" };
    }
}
