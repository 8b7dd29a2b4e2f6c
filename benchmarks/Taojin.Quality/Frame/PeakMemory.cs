using System.Globalization;

namespace Taojin.Quality.Frame;

/// <summary>Most memory of this process that was resident since it was asked to forget; Linux only, NaN elsewhere.</summary>
internal static class PeakMemory
{
    private const string Forget = "/proc/self/clear_refs", Status = "/proc/self/status", Name = "VmHWM:";

    /// <summary>Gives back what is not in use and starts anew.</summary>
    public static void Reset()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        if (File.Exists(Forget))
            File.WriteAllText(Forget, "5");
    }

    /// <summary>The peak in GiB, the data of the run included.</summary>
    public static double GiB => File.Exists(Status) && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) is { } line
        ? double.Parse(line.AsSpan(Name.Length).Trim().TrimEnd("kB"), NumberStyles.Float, CultureInfo.InvariantCulture) / (1 << 20)
        : double.NaN;
}
