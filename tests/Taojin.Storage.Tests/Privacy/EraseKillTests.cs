using System.Globalization;
using System.Text;
using Taojin.Data;
using Taojin.Numerics;
using Taojin.Storage.Tests.Crash;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>A child erases one person after another while it is killed without warning.</summary>
public class EraseKillTests : StoreFacts
{
    private protected virtual int Rounds => 25;

    /// <summary>Lines that a whole erasure with a backup says.</summary>
    private protected virtual int Moments => 13;

    private protected virtual int MostGone => Rounds - 1;

    [Fact]
    public void Whenever_an_erasure_is_killed_the_person_is_whole_or_gone_and_nobody_else_is_touched()
    {
        using var scratch = NewScratch();
        Fill(scratch);
        var chance = SplitMix64.Stream(20260504, "kill-erase");
        var gone = 0;

        for (var round = 0; round < Rounds; round++)
        {
            var (person, isErased) = (PersonOf(round), false);
            Child.RunAndKill(1 + chance.NextInt32(Moments), line => isErased |= line == "erased", scratch.Shop, "erase", person);

            using var shop = Workspace.Open(scratch.Shop, TimeProvider.System);
            var events = shop.Lines();
            var own = events.Count(line => line.StartsWith(person + " ", StringComparison.Ordinal));
            own.ShouldBeOneOf(0, 4);
            if (isErased)
                own.ShouldBe(0);
            gone += own == 0 ? 1 : 0;
            events.Count.ShouldBe((40 - gone) * 4);
            File.Exists(Path.Combine(scratch.Shop, "erasures", "pending.json")).ShouldBeFalse();
            shop.Privacy.Receipts().Count.ShouldBe(gone);
            if (own == 0)
                Traces(scratch.PathOf(""), person).ShouldBeEmpty();
        }

        gone.ShouldBeInRange(Rounds / 2, MostGone); // kills fell before and after the point of no return
    }

    private static void Fill(Scratch scratch)
    {
        using var shop = scratch.Init();
        shop.Log.Append([.. from user in Enumerable.Range(0, 40)
                            from item in Enumerable.Range(0, 4)
                            select new NewEvent { UserId = PersonOf(user), ItemId = $"p{item}", Kind = EventKind.Search, Query = $"{PersonOf(user)} 找红色的灯笼", Time = Instant.OfSeconds(1_760_000_000 + item) }]);
        shop.Backups.Make(scratch.PathOf("backup"));
    }

    private static string PersonOf(int number) => string.Create(CultureInfo.InvariantCulture, $"王小明-{number:D3}");

    private static IEnumerable<string> Traces(string folder, string person) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("taojin.lock", StringComparison.Ordinal)) // empty, and held
        .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(person)) >= 0);
}
