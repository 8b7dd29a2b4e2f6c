namespace Taojin.Workflows.Doctor.Machine;

/// <summary>LightGBM needs the OpenMP runtime.</summary>
internal sealed class OpenMp : ICheck
{
    public Check Look(DoctorScene scene)
    {
        var loads = !OperatingSystem.IsLinux() || scene.Loads("libgomp.so.1");
        return new("openmp", loads, loads ? "libgomp loads" : "libgomp is missing", loads ? "libgomp 可加载" : "缺少 libgomp") { Remedy = "apt-get install libgomp1", RemedyZh = "apt-get install libgomp1" };
    }
}
