using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Taojin.Cli.Tests;

/// <summary>What <c>deploy/Dockerfile</c> and <c>deploy/taojin.service</c> promise to run in: nobody's account, a file system that cannot be written but for the workspace and an empty <c>/tmp</c>, no home.</summary>
public sealed class ClosedBoxTests : FolderOfItsOwn
{
    /// <summary>The program stands in /opt and the workspace in /mnt, as other folders may be closed to that account.</summary>
    private const string Box = """
        set -e
        mount --bind "$1" /mnt; mount --bind "$2" /opt
        mount -o remount,bind,ro /; mount -t tmpfs none /tmp; cd /mnt
        exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs env -u HOME LANG=en_US.UTF-8 sh -c '
            set -e
            ! touch /opt/written 2>/dev/null; ! touch /written 2>/dev/null
            /opt/taojin init -w /mnt/shop >&2
            /opt/taojin import csv:/mnt/log.csv -w /mnt/shop >&2
            /opt/taojin train --task recommend -a item-knn -w /mnt/shop >&2
            exec /opt/taojin serve --port 0 -w /mnt/shop'
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shop_is_made_trained_and_served_by_nobody_on_a_file_system_that_cannot_be_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Another account and a closed file system need Linux and root.");
        await File.WriteAllLinesAsync(PathOf("log.csv"), ["user_id,item_id,kind,time", .. Enumerable.Range(0, 400).Select(row => $"买家{row % 20},茶{row * 7 % 30},view,2026-01-{1 + (row / 20):00} 10:00:00")], Stop);
        using (var chown = Process.Start("chown", ["-R", "10001:10001", PathOf("")]))
            await chown.WaitForExitAsync(Stop);
        using var box = Process.Start(new ProcessStartInfo("unshare", ["-m", "sh", "-c", Box, "sh", PathOf(""), Path.GetDirectoryName(BuiltProgram.Taojin.Path)!]) { UseShellExecute = false, RedirectStandardError = true })!;

        try
        {
            using (var http = new HttpClient { BaseAddress = new(await SmallDisk.AddressOf(box)) })
            {
                (await http.GetFromJsonAsync<JsonElement>("/api/v1/users/买家3/recommendations?n=3", Stop)).GetProperty("items").GetArrayLength().ShouldBe(3);
                (await http.PostAsJsonAsync("/api/v1/events", new[] { new { user_id = "买家3", item_id = "茶1", kind = "cart" } }, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
            }
            using (var term = Process.Start("kill", ["-TERM", $"{box.Id}"]))
                await term.WaitForExitAsync(Stop);
            await box.WaitForExitAsync(Stop);

            box.ExitCode.ShouldBe(0);
        }
        finally
        {
            box.Kill(entireProcessTree: true); // nothing where it has ended
        }
        using var owner = Process.Start(new ProcessStartInfo("stat", ["-c", "%u", Path.Combine(PathOf("shop"), "shop.duckdb")]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        (await owner.StandardOutput.ReadToEndAsync(Stop)).Trim().ShouldBe("10001");
    }
}
