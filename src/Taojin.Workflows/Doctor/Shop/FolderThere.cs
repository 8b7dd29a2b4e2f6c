namespace Taojin.Workflows.Doctor.Shop;

/// <summary>Most questions begin in the wrong folder.</summary>
internal sealed class FolderThere : ICheck
{
    public Check Look(DoctorScene scene)
    {
        var isThere = File.Exists(scene.PathOf("taojin.toml"));
        return new("workspace", isThere, isThere ? scene.Folder : $"{scene.Folder} is no workspace", isThere ? scene.Folder : $"{scene.Folder} 不是工作区")
        {
            Remedy = "Name it with --workspace, or make one: ./taojin init", RemedyZh = "请用 --workspace 指定，或新建：./taojin init",
        };
    }
}
