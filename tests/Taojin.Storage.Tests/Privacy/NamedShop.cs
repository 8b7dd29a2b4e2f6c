using System.Text;
using Taojin.Data;
using Taojin.Storage.Models;
using Taojin.Storage.Privacy;
using Taojin.Storage.Service;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>A shop under pseudonyms in which one person stands everywhere that a person can, and a key that came since.</summary>
internal sealed class NamedShop
{
    public const string Person = "王小明@example.cn";
    private readonly Scratch _scratch;

    public NamedShop(Scratch scratch)
    {
        _scratch = scratch;
        KeyFile = scratch.File("keys/pseudonym.key", new string('k', 64) + "\n");
        using var shop = scratch.Init(new() { Threads = 2, MemoryLimitGb = 1, Privacy = new() { PseudonymKeyFile = KeyFile } });
        (Old, Other) = (shop.Pseudonyms.Of(Person), shop.Pseudonyms.Of("u1"));
        Fill(shop);
    }

    /// <summary>The file with the keys.</summary>
    public string KeyFile { get; }

    /// <summary>What the person was called under the first key.</summary>
    public string Old { get; }

    /// <summary>What somebody else was called.</summary>
    public string Other { get; }

    public static ModelVersion Model => new("recommend", "popular", 1);

    /// <summary>Adds a key behind the others.</summary>
    public void AddKey(char letter) => File.AppendAllText(KeyFile, new string(letter, 64) + "\n");

    public Workspace Open() => Workspace.Open(_scratch.Shop, _scratch.Clock);

    /// <summary>Files of the folder, and of the backup in it, that hold a text.</summary>
    public IReadOnlyList<string> Traces(string sign) =>
    [
        .. new[] { _scratch.Shop, _scratch.PathOf("backup") }.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !file.EndsWith("taojin.lock", StringComparison.Ordinal)) // empty, and held
            .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(sign)) >= 0),
    ];

    private void Fill(Workspace shop)
    {
        var now = Instant.Of(_scratch.Clock.GetUtcNow());
        shop.Import("csv:" + _scratch.File("log.csv", $"user_id,item_id,kind,time\n{Person},p1,view,2025-12-01 10:00:00\nu1,p1,view,2025-12-01 10:00:00\n"));
        shop.Import("csv:" + _scratch.File("reviews.csv", $"user_id,item_id,time,rating,text\n{Person},p1,2025-12-01 10:00:00,5,很好的灯笼\n"), request => request with { Table = "reviews" });
        shop.Log.Append([new() { UserId = Person, ItemId = "p2", Kind = EventKind.Cart, Time = now }, new() { UserId = "u2", ItemId = "p2", Kind = EventKind.View, Time = now }]);
        shop.Log.KeepShadowAsync(new("list-1", Old, now, "home", ["p1"])).Wait(TestContext.Current.CancellationToken);
        shop.Service.Add([new StoredOrder { OrderId = "o-1", UserId = Person, State = "shipped", Time = _scratch.Clock.GetUtcNow(), Items = ["p1"] }]);
        shop.Service.Add([new StoredMessage { MessageId = "m-1", UserId = Person, Thread = "t-1", Time = now, Direction = "in", Text = "我的灯笼到哪里了" }]);
        shop.Service.Add([new IncomingMessage { MessageId = "m-2", Time = _scratch.Clock.GetUtcNow(), Text = "还有货吗", UserId = Person }]);
        shop.Consents.Set(Person, Purposes.Personalisation);
        shop.Resources.Feedback.Put([new("like", Person, "p1") { Time = now, Updated = now, Comment = "" }], isAdded: false);
        shop.Models.Save(new() { Task = "recommend", Algorithm = "popular", Data = "x", Split = "x" }, writer => writer.Ids("users", [Old, "(erased 1)"])).ShouldBe(Model);
        File.WriteAllText(Path.Combine(_scratch.Shop, "reports", "segment.csv"), $"user_id,segment\n{Old},常客\n");
        File.Delete(_scratch.PathOf("log.csv"));
        File.Delete(_scratch.PathOf("reviews.csv"));
        shop.Backups.Make(_scratch.PathOf("backup"));
    }
}
