using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Doctor.Shop;

/// <summary>A model that an erasure promised to end and that still answers.</summary>
internal sealed class PromisesKept : ICheck
{
    public Check? Look(DoctorScene scene)
    {
        var folder = scene.PathOf("erasures");
        if (!Directory.Exists(folder))
            return null;
        var isPending = new PendingErasures(folder).Any;
        return new("erasures", !isPending, isPending ? "an erasure was cut short" : "erasures are done", isPending ? "有未完成的个人数据删除" : "个人数据删除均已完成")
        {
            Remedy = "Open the shop once, which ends it: ./taojin privacy retain", RemedyZh = "打开一次工作区即可完成：./taojin privacy retain",
        };
    }
}
