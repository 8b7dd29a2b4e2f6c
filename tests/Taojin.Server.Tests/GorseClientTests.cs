using System.Diagnostics;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

/// <summary>Gorse's official JavaScript client works unchanged: every method of gorsejs 0.4.8 against the running server.</summary>
public sealed class GorseClientTests(TrainedShop shop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_method_of_the_official_client_works()
    {
        var folder = Path.Combine(Approved.Root, "tests", "gorse");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "gorsejs")))
            Assert.Skip("gorsejs is not installed: ./test.sh does it where node and npm are, or: npm ci --prefix tests/gorse");
        await using var server = await RunningServer.Start(shop, "correct-horse-battery", "correct-horse-battery");
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "every-method.mjs", server.Client.BaseAddress!.ToString().TrimEnd('/'), "correct-horse-battery" })
            start.ArgumentList.Add(argument);
        using var node = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var (said, complaint) = (node.StandardOutput.ReadToEndAsync(patience.Token), node.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await node.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            throw;
        }
        node.ExitCode.ShouldBe(0, await complaint);
        (await said).Trim().ShouldBe("29 methods");
    }
}
