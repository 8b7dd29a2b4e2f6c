using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Taojin.Numerics.Tests;

/// <summary>Kernels are compiled for the vectors of the machine: this program is started again without the widest and without the wide ones.</summary>
public sealed class WidthTests
{
    private const string Asked = "TAOJIN_TEST_WIDEST_VECTOR";
    private static readonly string[] Kernels = [nameof(SpdMatrixTests), nameof(RowEquationsTests), nameof(GramTests), nameof(TopProductsTests), nameof(SparseProductTests), nameof(WidthTests)];

    [Theory]
    [InlineData("256", "DOTNET_EnableAVX512F", "DOTNET_EnableAVX512")]
    [InlineData("128", "DOTNET_EnableAVX2", "DOTNET_EnableAVX512F")]
    public void Kernels_keep_their_promises_on_lesser_machines(string widest, string switchedOff, string alsoOff)
    {
        if (Environment.GetEnvironmentVariable(Asked) is not null)
            return; // this is the program that was started again

        var start = new ProcessStartInfo(Environment.ProcessPath!, ["-noColor", .. Kernels.SelectMany(name => new[] { "-class", $"{typeof(WidthTests).Namespace}.{name}" })])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [Asked] = widest, [switchedOff] = "0", [alsoOff] = "0" },
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.ShouldBe(0, said);
        said.ShouldContain("Failed: 0");
        said.ShouldNotContain("Total: 0");
    }

    [Fact]
    public void What_was_switched_off_is_off()
    {
        var asked = Environment.GetEnvironmentVariable(Asked);
        if (asked is not null)
            Vector512.IsHardwareAccelerated.ShouldBeFalse();
        if (asked == "128")
            Vector256.IsHardwareAccelerated.ShouldBeFalse();
    }
}
