namespace Taojin.Workflows.Doctor.Machine;

/// <summary>A full disk refuses events and trainings.</summary>
internal sealed class DiskRoom : ICheck
{
    private const long Least = 1L << 30;

    public Check Look(DoctorScene scene)
    {
        var free = scene.FreeBytes(Directory.Exists(scene.Folder) ? scene.Folder : Path.GetPathRoot(Path.GetFullPath(scene.Folder))!);
        return new("disk", free >= Least, $"{free >> 20} MiB free", $"可用 {free >> 20} MiB") { Remedy = "Free at least 1 GiB, or move the workspace to a larger disk.", RemedyZh = "请至少释放 1 GiB，或将工作区移到更大的磁盘。" };
    }
}
