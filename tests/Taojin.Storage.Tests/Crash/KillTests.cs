using System.Globalization;
using Taojin.Numerics;

namespace Taojin.Storage.Tests.Crash;

/// <summary>A child imports and appends while it is killed without warning, fifty times over the same workspace.</summary>
public class KillTests : StoreFacts
{
    private const int Rows = 20_000;
    private const int Moments = 26; // lines that a whole round says, about

    private protected virtual int Rounds => 50;

    [Fact]
    public void Whenever_a_writer_is_killed_what_it_acknowledged_is_there_and_nothing_is_there_by_half()
    {
        using var scratch = NewScratch();
        scratch.Init().Dispose();
        var chance = SplitMix64.Stream(20171126, "kill");
        var said = new Dictionary<int, Acknowledged>();

        for (var round = 0; round < Rounds; round++)
        {
            var file = scratch.File("round.csv", string.Concat(Enumerable.Range(0, Rows).Select(row => $"import-{round},{row % 977},7,pv,{1_511_539_200 + (round * 86_400) + row}\n")));
            said[round] = RunAndKill(scratch.Shop, file, round, afterLines: 1 + chance.NextInt32(Moments));
            Check(scratch, said);
        }

        said.Values.Count(each => each.Imported).ShouldBeInRange(Rounds / 10, Rounds - (Rounds / 10)); // the kills fell on both sides of the import's end
        said.Values.Sum(each => each.Batches).ShouldBeGreaterThan(2 * Rounds);
    }

    private static void Check(Scratch scratch, Dictionary<int, Acknowledged> said)
    {
        using var shop = Workspace.Open(scratch.Shop, scratch.Clock);
        var log = shop.Log.Read();
        var counts = log.User.CountBy(user => user).ToDictionary(each => log.Users.IdAt(each.Key), each => each.Value, StringComparer.Ordinal);
        foreach (var (round, acknowledged) in said)
        {
            var imported = counts.GetValueOrDefault($"import-{round}");
            imported.ShouldBe(acknowledged.Imported || imported > 0 ? Rows : 0);
            for (var batch = 0; batch < 12; batch++)
            {
                var appended = counts.GetValueOrDefault($"live-{round}-{batch}");
                appended.ShouldBe(batch < acknowledged.Batches || appended > 0 ? 5 : 0);
            }
        }
        shop.Log.Summary().Imports.ShouldBe(said.Keys.Count(round => counts.ContainsKey($"import-{round}")));
    }

    private static Acknowledged RunAndKill(string shop, string file, int round, int afterLines)
    {
        var (imported, batches) = (false, 0);
        Child.RunAndKill(afterLines, line =>
        {
            imported |= line.StartsWith("imported ", StringComparison.Ordinal);
            batches += line.StartsWith("appended ", StringComparison.Ordinal) ? 1 : 0;
        }, shop, "taobao:" + file, round.ToString(CultureInfo.InvariantCulture));
        return new(imported, batches);
    }

    private sealed record Acknowledged(bool Imported, int Batches);
}
