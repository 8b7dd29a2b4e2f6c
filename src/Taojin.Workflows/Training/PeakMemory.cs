using System.Globalization;

namespace Taojin.Workflows.Training;

/// <summary>Most memory of this process that was resident since it was asked to forget; Linux tells, others do not.</summary>
internal static class PeakMemory
{
    private const string Forget = "/proc/self/clear_refs", Status = "/proc/self/status", Name = "VmHWM:";

    /// <summary>Starts anew from what is resident now; where that is not allowed the peak since the start of the process stays.</summary>
    public static void Reset()
    {
        try
        {
            if (File.Exists(Forget))
                File.WriteAllText(Forget, "5");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    /// <summary>The peak, or null where the system does not tell.</summary>
    public static long? Bytes => File.Exists(Status) && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) is { } line
        ? long.Parse(line.AsSpan(Name.Length).Trim().TrimEnd("kB").Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture) * 1024
        : null;
}
