using System.Text;
using Taojin.Data;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>With a key the workspace names nobody, and yet knows everybody again.</summary>
public sealed class PseudonymTests
{
    private const string Person = "王小明@example.cn";

    [Fact]
    public void A_person_has_one_name_by_import_and_live_and_no_file_holds_the_id()
    {
        using var scratch = new Scratch();
        var key = scratch.File("keys/pseudonym.key", new string('k', 64));
        using (var shop = scratch.Init(new() { Threads = 2, MemoryLimitGb = 1, Privacy = new() { PseudonymKeyFile = key } }))
        {
            shop.Import("csv:" + scratch.File("log.csv", $"user_id,item_id,kind,time\n{Person},p1,view,2025-12-01 10:00:00\nu1,p1,view,2025-12-01 10:00:00\n{Person},p1,view,1902-05-07 10:00:00\n"));
            shop.Log.Append([new() { UserId = Person, ItemId = "p2", Kind = EventKind.Cart, Time = Instant.Of(scratch.Clock.GetUtcNow()) }]);
            var name = shop.Pseudonyms.Of(Person);
            name.ShouldStartWith("pn_");
            shop.Pseudonyms.Of(name).ShouldBe(name);
            shop.Lines().Count(line => line.StartsWith(name + " ", StringComparison.Ordinal)).ShouldBe(2);
            shop.Log.Read().Users.Count.ShouldBe(2);
            shop.Consents.Set(Person, Purposes.None);
            shop.Consents.Of(name).ShouldBe(Purposes.None);
            shop.Privacy.Export(Person)["tables"]!["events"]!.AsArray().Count.ShouldBe(2);
        }
        File.Delete(scratch.PathOf("log.csv"));

        Directory.EnumerateFiles(scratch.Shop, "*", SearchOption.AllDirectories).Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Person)) >= 0).ShouldBeEmpty();
    }

    [Fact]
    public void Another_key_or_none_is_refused_and_so_is_a_key_in_the_workspace()
    {
        using var scratch = new Scratch();
        var key = scratch.File("key", new string('k', 64));
        scratch.Init(new() { Threads = 2, MemoryLimitGb = 1, Privacy = new() { PseudonymKeyFile = key } }).Dispose();
        var toml = Path.Combine(scratch.Shop, "taojin.toml");

        File.WriteAllText(key, new string('x', 64));
        Opened(scratch).ShouldBe("privacy.key-missing");
        File.WriteAllText(key, "short");
        Opened(scratch).ShouldBe("privacy.key-short");
        File.WriteAllText(toml, File.ReadAllText(toml).Replace($"\"{key}\"", "\"taojin.toml\"", StringComparison.Ordinal));
        Opened(scratch).ShouldBe("privacy.key-inside");
        File.WriteAllText(toml, File.ReadAllText(toml).Replace("pseudonym_key_file = \"taojin.toml\"", "pseudonym_key_file = \"\"", StringComparison.Ordinal));
        Opened(scratch).ShouldBe("privacy.key-missing");
    }

    private static string Opened(Scratch scratch) => Should.Throw<TaojinException>(() => Workspace.Open(scratch.Shop, scratch.Clock)).Code;
}
