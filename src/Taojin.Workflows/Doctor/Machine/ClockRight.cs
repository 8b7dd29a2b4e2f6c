namespace Taojin.Workflows.Doctor.Machine;

/// <summary>A wrong clock rejects good events and keeps keys alive.</summary>
internal sealed class ClockRight : ICheck
{
    private static readonly DateTimeOffset Least = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Check Look(DoctorScene scene)
    {
        var now = scene.Clock.GetUtcNow();
        return new("clock", now >= Least, $"{now:yyyy-MM-dd HH:mm} UTC", $"{now:yyyy-MM-dd HH:mm} UTC") { Remedy = "Set the machine's clock: timedatectl set-ntp true", RemedyZh = "请校准系统时钟：timedatectl set-ntp true" };
    }
}
