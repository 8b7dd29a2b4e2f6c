namespace Taojin.Workflows.Doctor.Machine;

/// <summary>A database that may take more than the machine has is killed.</summary>
internal sealed class MemoryLimit : ICheck
{
    public Check? Look(DoctorScene scene)
    {
        if (scene.Settings is not { } settings)
            return null;
        var (limit, memory) = (settings.MemoryLimitGb * 1e9, scene.Memory());
        return new("memory-limit", limit <= memory * 0.8, $"database {settings.MemoryLimitGb:0.##} GB of {memory / 1e9:0.#} GB", $"数据库 {settings.MemoryLimitGb:0.##} GB，共 {memory / 1e9:0.#} GB")
        {
            Remedy = "Set database.memory_limit_gb in taojin.toml to at most 0.8 of the memory.", RemedyZh = "请将 taojin.toml 中的 database.memory_limit_gb 设为内存的 80% 以内。",
        };
    }
}
