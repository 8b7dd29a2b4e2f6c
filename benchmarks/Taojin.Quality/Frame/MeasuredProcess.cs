using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Taojin.Data;

namespace Taojin.Quality.Frame;

/// <summary>What a process cost.</summary>
/// <param name="Seconds">From start to end, on the wall.</param>
/// <param name="PeakGiB">Most memory that was resident.</param>
/// <param name="Output">What it printed.</param>
internal sealed record MeasuredProcess(double Seconds, double PeakGiB, string Output)
{
    private const int OfChildren = -1;

    /// <summary>Runs a program to its end.</summary>
    /// <remarks>The kernel tells the peak memory of the largest child only: a second process of this program stands between, with one child.</remarks>
    /// <exception cref="TaojinException">The program failed; its last words are in the message.</exception>
    public static MeasuredProcess Run(string program, IReadOnlyList<string> arguments, params (string Name, string Value)[] environment)
    {
        var report = Path.GetTempFileName();
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--measure", report, program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var words = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new TaojinException("bench.program-failed", $"{Path.GetFileName(program)} ended with {process.ExitCode}: {words.Result.Trim()}", "Run it by hand to see more.");
        var cost = File.ReadAllText(report).Split(' ');
        File.Delete(report);
        return new(double.Parse(cost[0], CultureInfo.InvariantCulture), double.Parse(cost[1], CultureInfo.InvariantCulture) / (1 << 20), output);
    }

    /// <summary>The process between: runs the command with its own streams and writes down what it cost.</summary>
    public static int RunInside(string report, string[] command)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
        process.WaitForExit();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var usage = new long[18]; // struct rusage of 64-bit Linux: two times of two words each, then ru_maxrss in KiB
        Marshal.ThrowExceptionForHR(ResourceUsage(OfChildren, usage) == 0 ? 0 : -1);
        File.WriteAllText(report, string.Create(CultureInfo.InvariantCulture, $"{seconds:R} {usage[4]}"));
        return process.ExitCode;
    }

    [DllImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ResourceUsage(int who, [Out] long[] usage);
}
