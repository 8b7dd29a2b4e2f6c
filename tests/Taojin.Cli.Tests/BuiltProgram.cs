using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Taojin.Tests.Shops;

namespace Taojin.Cli.Tests;

/// <summary>A program of this build, started as a user starts it.</summary>
internal sealed class BuiltProgram(string project, string name, params (string Name, string Value)[] environment)
{
    private static readonly string Flavour = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static BuiltProgram Taojin { get; } = new("Taojin.Cli", "taojin");

    /// <summary>The program, shown a key of a server.</summary>
    public static BuiltProgram WithKey(string key) => new("Taojin.Cli", "taojin", ("TAOJIN_API_KEY", key));

    /// <summary>The program's file.</summary>
    public string Path { get; } = System.IO.Path.Combine(Approved.Root, "artifacts", "bin", project, Flavour, name);

    public async Task<Ended> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        return new(process.ExitCode, await output, await errors);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        (start.Environment["NO_COLOR"], start.Environment["LANG"], start.Environment["COLUMNS"]) = ("1", "en_US.UTF-8", "140");
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        return Process.Start(start)!;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}

/// <summary>How a run ended.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    /// <summary>The one JSON document on stdout; anything beside it fails.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public Ended ShouldBeDone()
    {
        Code.ShouldBe(0, Errors);
        return this;
    }
}

/// <summary>A folder of a test's own.</summary>
public abstract class FolderOfItsOwn : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-cli-").FullName;

    protected string PathOf(string name) => Path.Combine(_folder, name);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
