using System.Diagnostics;
using System.Text.Json;

namespace Taojin.Cli.Tests;

/// <summary>A workspace on a disk of its own that is small and can really be full (a tmpfs in a namespace of its own), with a server on it that starts again when it is killed.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private SmallDisk(Process process, string folder, string address) => (_process, _folder, Address) = (process, folder, address);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Where the server answers now.</summary>
    public string Address { get; private set; }

    /// <summary>The disk as other processes see it.</summary>
    private string Seen => $"/proc/{_process.Id}/root{_folder}";

    private string Ballast => Path.Combine(Seen, "ballast");

    /// <summary>Why there can be none here; null where there can.</summary>
    public static async Task<string?> WhyNot()
    {
        if (!OperatingSystem.IsLinux())
            return "Mounting a small disk needs Linux.";
        try
        {
            using var trial = Process.Start(new ProcessStartInfo("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]) { UseShellExecute = false, RedirectStandardError = true })!;
            var said = await trial.StandardError.ReadToEndAsync(Stop);
            await trial.WaitForExitAsync(Stop);
            return trial.ExitCode == 0 ? null : $"This machine mounts no disk for a test: {said}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no unshare on this machine.";
        }
    }

    /// <param name="folder">Where the disk is mounted; an empty folder.</param>
    /// <param name="shop">The workspace that is copied onto it.</param>
    /// <param name="mebibytes">Its size.</param>
    public static async Task<SmallDisk> Start(string folder, string shop, int mebibytes)
    {
        Directory.CreateDirectory(folder);
        const string script = """mount -t tmpfs -o size=$4m none "$1" && cp -r "$2/." "$1" && "$3" serve -w "$1" --port 0; exec "$3" serve -w "$1" --port 0""";
        var start = new ProcessStartInfo("unshare", ["-rm", "sh", "-c", script, "sh", folder, shop, BuiltProgram.Taojin.Path, $"{mebibytes}"]) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment["LANG"] = "en_US.UTF-8";
        var process = Process.Start(start)!;
        return new(process, folder, await AddressOf(process));
    }

    /// <summary>Writes until there is no byte left.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var piece in new[] { 1 << 20, 4096, 1 })
            try
            {
                for (var bytes = new byte[piece]; ; )
                    ballast.Write(bytes);
            }
            catch (IOException)
            {
                // full, for pieces of this size
            }
    }

    public void MakeRoom() => File.Delete(Ballast);

    /// <summary>Kills the server and waits for the next one.</summary>
    public async Task KillServer()
    {
        using var server = Process.GetProcessById(JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Seen, "serve.json"), Stop)).RootElement.GetProperty("process").GetInt32());
        server.Kill();
        Address = await AddressOf(_process);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Where a server answers that says so on its stderr.</summary>
    internal static async Task<string> AddressOf(Process process)
    {
        var said = "";
        while (await process.StandardError.ReadLineAsync(Stop) is { } line)
            if (line.Split("Dashboard: ") is [_, var rest])
                return rest.Split(' ')[0];
            else
                said += line + "\n";
        throw new InvalidOperationException($"It ended: {said}");
    }
}
