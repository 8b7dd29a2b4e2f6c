using System.Diagnostics;

namespace Taojin.Storage.Tests.Crash;

/// <summary>The process that is killed.</summary>
internal static class Child
{
    /// <summary>Starts it and kills it once it has said so many lines.</summary>
    /// <param name="afterLines">How many lines it may say; what it says until the kill arrives is heard too, for it was acknowledged.</param>
    /// <param name="hear">Hears each line.</param>
    /// <param name="arguments">What it is started with.</param>
    public static void RunAndKill(int afterLines, Action<string> hear, params string[] arguments)
    {
        var host = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Taojin.Storage.CrashHost.exe" : "Taojin.Storage.CrashHost");
        using var child = Process.Start(new ProcessStartInfo(host, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var lines = 0;
        while (child.StandardOutput.ReadLine() is { } line)
        {
            hear(line);
            if (++lines == afterLines)
                child.Kill();
        }
        child.WaitForExit();
        lines.ShouldBeGreaterThan(0, child.StandardError.ReadToEnd());
    }
}
