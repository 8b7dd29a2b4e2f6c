using System.Runtime.InteropServices;

namespace Taojin.Mining.Learning;

/// <summary>How native libraries wait for their threads.</summary>
public static class NativeThreads
{
    private static int _isSet;

    /// <summary>
    /// Lets OpenMP threads sleep at barriers instead of spinning. On a busy machine of two cores spinning made a LightGBM fit twelve
    /// times slower. It must be said before the first native load, and to the C library: what .NET sets does not reach it.
    /// </summary>
    public static void WaitPassively()
    {
        if (Interlocked.Exchange(ref _isSet, 1) != 0 || !OperatingSystem.IsLinux())
            return;
        _ = SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", 1);
        _ = SetEnvironment("GOMP_SPINCOUNT", "0", 1);
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetEnvironment(string name, string value, int overwrite);
}
