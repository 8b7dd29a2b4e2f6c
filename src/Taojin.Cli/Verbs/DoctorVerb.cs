using System.CommandLine;
using Spectre.Console;
using System.Runtime.InteropServices;
using Taojin.Cli.Screens;
using Taojin.Data;

namespace Taojin.Cli.Verbs;

/// <summary>Looks at the machine and the shop, and says how to mend what is wrong.</summary>
internal sealed class DoctorVerb : IVerb
{
    private const long LeastDisk = 1L << 30, LeastMemory = 1L << 30;

    public int Place => 120;

    public Command Build() => new Command("doctor", "Check this machine and the shop, and say how to mend what is wrong").Does((parsed, screen, _) =>
    {
        var folder = parsed.GetValue(CommandLine.Workspace)!;
        var checks = new[] { Disk(folder), Memory(), OpenMp(), Shop(parsed, folder) };
        screen.HasFailed = checks.Any(check => !check.IsGood);
        screen.Result(checks, console =>
        {
            foreach (var check in checks)
                console.WriteLine($"{(check.IsGood ? "✓" : "✗")} {check.Name,-10} {check.Found}{(check.IsGood ? "" : $"   → {check.Remedy}")}");
        });
        return Task.CompletedTask;
    });

    private static Check Disk(DirectoryInfo folder)
    {
        var free = new DriveInfo(folder.FullName).AvailableFreeSpace;
        return new("disk", $"{free >> 30} GiB free", free >= LeastDisk, "Free at least 1 GiB.");
    }

    private static Check Memory()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new("memory", $"{memory >> 30} GiB", memory >= LeastMemory, "Give the program at least 1 GiB.");
    }

    private static Check OpenMp()
    {
        var loads = !OperatingSystem.IsLinux() || NativeLibrary.TryLoad("libgomp.so.1", out var _);
        return new("openmp", loads ? "libgomp loads" : "libgomp is missing", loads, "apt-get install libgomp1");
    }

    private static Check Shop(ParseResult parsed, DirectoryInfo folder)
    {
        try
        {
            using var mine = ShopFolder.Open(parsed);
            foreach (var version in mine.Models.Aliases().Values)
                _ = mine.Models.Open(version);
            return new("shop", $"{mine.Workspace.Log.Summary().Events} events, {mine.Models.Versions().Count} models; those that answer are whole", IsGood: true, "");
        }
        catch (TaojinException fault)
        {
            return new("shop", fault.Message, IsGood: false, fault.Remedy);
        }
    }

    private sealed record Check(string Name, string Found, bool IsGood, string Remedy);
}
