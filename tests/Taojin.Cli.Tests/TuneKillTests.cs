using System.Text.Json;

namespace Taojin.Cli.Tests;

/// <summary>A search is killed without warning while it runs, and started again.</summary>
public sealed class TuneKillTests : FolderOfItsOwn
{
    [Fact]
    public async Task A_search_that_is_killed_goes_on_without_repeating_finished_trials()
    {
        await File.WriteAllLinesAsync(PathOf("客户.csv"), ["月数,城市,流失", .. Enumerable.Range(0, 4000).Select(row => $"{row * 7919 % 60},{"沪京蓉"[row % 3]},{(row * 7919 % 60 < 20 + (row % 3 * 5) == (row % 4 > 0) ? "是" : "否")}")], TestContext.Current.CancellationToken);
        var log = Path.Combine(PathOf("店"), "reports", "tuning-outcome-gradient-boosting.jsonl");
        (await BuiltProgram.Taojin.Run("init", "-w", PathOf("店"))).ShouldBeDone();

        using (var child = BuiltProgram.Taojin.Start(Tune("2000")))
        {
            while (Lines(log).Length < 5 && !child.HasExited)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            child.HasExited.ShouldBeFalse(); // two thousand trials take far longer than five
            child.Kill();
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        var before = Lines(log);
        var result = (await BuiltProgram.Taojin.Run([.. Tune($"{Trials(before) + 3}"), "--json"])).ShouldBeDone().Json;

        var after = Lines(log);
        after[..before.Length].ShouldBe(before);
        after.Skip(1).Select(Key).ShouldBeUnique();
        result.GetProperty("new_trials").GetInt32().ShouldBe(after.Length - before.Length);
        result.GetProperty("run").GetProperty("models").GetArrayLength().ShouldBe(2);
    }

    private string[] Tune(string trials) => ["tune", "gradient-boosting", "-w", PathOf("店"), "--from", $"csv:{PathOf("客户.csv")}", "--label", "流失", "--only", "trees", "leaves", "--trials", trials];

    private static int Trials(string[] lines) => lines.Skip(1).Max(line => Key(line).Trial) + 1;

    /// <summary>The lines that end: the kill may have cut the last one short.</summary>
    private static string[] Lines(string path)
    {
        if (!File.Exists(path))
            return [];
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = file.ReadToEnd();
        return text.Contains('\n', StringComparison.Ordinal) ? text[..text.LastIndexOf('\n')].Split('\n') : [];
    }

    private static (int Trial, int Rung) Key(string line)
    {
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("trial").GetInt32(), json.RootElement.GetProperty("rung").GetInt32());
    }
}
