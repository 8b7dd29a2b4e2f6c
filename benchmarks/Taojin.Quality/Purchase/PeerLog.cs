using System.Diagnostics;
using System.Globalization;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Purchase;

/// <summary>Logs of known shape, written by the peers' own generator.</summary>
internal static class PeerLog
{
    /// <summary>A Python that has pandas, scikit-learn and PyTorch, or null: the skip is noted.</summary>
    public static string? Python(BenchmarkRun run)
    {
        foreach (var python in new[] { "python3", "/usr/bin/python3" })
            if (Quiet(python, "-c", "import pandas, sklearn, torch"))
                return python;
        run.Skip("python", "no python3 with pandas, scikit-learn and PyTorch: apt-get install python3-pandas python3-sklearn python3-torch");
        return null;
    }

    /// <summary>Writes a log of about so many events; the same bytes each time.</summary>
    public static string? Make(BenchmarkRun run, string python, double events)
    {
        if (run.Peer("make_log.py") is not { } generator)
            return null;
        run.Say(string.Create(CultureInfo.InvariantCulture, $"writing a log of {events:#,0} events …"));
        var path = Path.Combine(run.Scratch, string.Create(CultureInfo.InvariantCulture, $"log{events:0}.csv"));
        MeasuredProcess.Run(python, [generator, path, events.ToString("0", CultureInfo.InvariantCulture)]);
        return path;
    }

    private static bool Quiet(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program on this machine
        }
    }
}
