namespace Taojin.Workflows.Doctor.Machine;

/// <summary>Too little memory ends trainings.</summary>
internal sealed class MemoryRoom : ICheck
{
    private const long Least = 1L << 30;

    public Check Look(DoctorScene scene)
    {
        var memory = scene.Memory();
        return new("memory", memory >= Least, $"{memory >> 20} MiB", $"{memory >> 20} MiB") { Remedy = "Give the program at least 1 GiB, or lower database.memory_limit_gb.", RemedyZh = "请提供至少 1 GiB 内存，或调低 database.memory_limit_gb。" };
    }
}
