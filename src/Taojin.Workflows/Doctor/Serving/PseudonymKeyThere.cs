namespace Taojin.Workflows.Doctor.Serving;

/// <summary>A workspace under pseudonyms whose key is not the one, or open to others.</summary>
internal sealed class PseudonymKeyThere : ICheck
{
    public Check? Look(DoctorScene scene)
    {
        if (scene.Settings is not { } settings || settings.Privacy.PseudonymKeyFile.Length == 0)
            return null;
        var path = Path.GetFullPath(scene.PathOf(settings.Privacy.PseudonymKeyFile));
        var isOpen = !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None;
        var isGood = File.Exists(path) && !isOpen;
        return new("pseudonyms", isGood, isGood ? "the key is there" : isOpen ? "everybody can read the key" : "the key is missing", isGood ? "密钥存在" : isOpen ? "所有用户都能读取密钥" : "缺少密钥")
        {
            Remedy = isOpen ? $"chmod 600 {path}" : $"Put the key back at {path}; without it no user is known again.", RemedyZh = isOpen ? $"chmod 600 {path}" : $"请将密钥放回 {path}，否则无法识别已有用户。",
        };
    }
}
