using System.Text;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.Models;
using Taojin.Storage.Service;
using Taojin.Testing;

namespace Taojin.Workflows.Tests.Privacy;

/// <summary>A person who is planted wherever a person can stand, and after the erasure is looked for in every byte of every file.</summary>
public class CanaryTests : IDisposable
{
    private const string Canary = "金丝雀-canary-7731", Words = "这盏灯笼第三天就不亮了，请退款", Wish = "会唱歌的红灯笼";
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-canary-").FullName;

    private protected virtual string Store => "";

    /// <summary>Traces of a text elsewhere than in files of the workspace.</summary>
    private protected virtual IEnumerable<string> TracesInStore(string sign) => [];

    [Fact]
    public void After_the_erasure_no_file_of_the_workspace_and_of_its_backup_holds_a_trace()
    {
        using var mine = Planted();
        var (file, inModels) = (TracesOf(Canary).ToArray(), mine.Models.Versions().Count(version => HoldsCanary(mine, version)));
        inModels.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var part in new[] { Store.Length > 0 ? "shop.duckdb" : "journal", "shop.duckdb", "rejects.csv", "users", "plan", "backup", "snapshots" })
            file.ShouldContain(each => each.Contains(part, StringComparison.Ordinal), $"The canary was not planted in {part}.");
        TracesOf(Words).ShouldNotBeEmpty();

        var receipt = mine.Workspace.Privacy.Erase(Canary);

        receipt.Models.Count.ShouldBe(inModels);
        receipt.Backups.Single().What.ShouldBe("the person was taken out");
        receipt.Remains.ShouldContain(trace => trace.Until == receipt.Finished + TimeSpan.FromDays(30));
        foreach (var sign in new[] { Canary, Words, Wish })
        {
            TracesOf(sign).ShouldBeEmpty();
            TracesInStore(sign).ShouldBeEmpty();
        }
        File.ReadAllText(Path.Combine(mine.Workspace.Folder, "plans", "plan-1", "offers.csv")).ShouldBe("user_id,offer\nu1,coupon\n");
        File.ReadAllText(Path.Combine(mine.Workspace.Folder, "erasures", receipt.ReceiptId + ".json")).ShouldNotContain(Canary);
        foreach (var version in mine.Models.Versions())
        {
            var open = mine.Models.Open(version); // checksums hold
            _ = mine.Algorithms[open.Card.Algorithm].Load(open.Parts);
        }
        Storage.Backup.BackupManifest.Checked(PathOf("backup")).Files.ShouldNotBeEmpty();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    private protected virtual void Dispose(bool isDisposing) => Directory.Delete(_folder, recursive: true);

    private Mine Planted()
    {
        var truth = GeneratedShop.Of(new() { Users = 150, Items = 40, Days = 14 });
        var mine = Mine.Init(PathOf("shop"), new() { Threads = 2, MemoryLimitGb = 1, Store = Store });
        using (var items = File.CreateText(PathOf("items.csv")))
            truth.WriteItems(items);
        using (var events = File.CreateText(PathOf("events.csv")))
            truth.WriteEvents(events);
        mine.Workspace.Log.Import(new("csv", PathOf("items.csv")) { Table = "items" });
        mine.Workspace.Log.Import(new("csv", PathOf("events.csv")));
        Import(mine, "reviews", $"user_id,item_id,time,rating,title,text\n{Canary},p1,2026-01-01 10:00:00,1,{Wish},{Words}\n");
        Import(mine, "users", "user_id,attributes\n" + Canary + ",\"{\"\"phone\"\":\"\"13800007731\"\"}\"\n");
        Import(mine, "events", $"user_id,item_id,kind,time\n{Canary},p1,view,1902-05-07 00:00:00\nu1,p1,view,1902-05-07 00:00:00\n"); // is rejected
        var end = truth.Log.End;
        mine.Workspace.Log.Append([.. Enumerable.Range(0, 30).Select(each => Event(EventKind.View, end - TimeSpan.FromHours(each * 9), truth.Log.Items.Ids.IdAt(each)))]);
        mine.Workspace.Log.Append([Event(EventKind.Purchase, end - TimeSpan.FromDays(3), truth.Log.Items.Ids.IdAt(2)), Event(EventKind.Search, end, null) with { Query = Wish }]);
        mine.Workspace.Service.Add([new StoredOrder { OrderId = "o-7731", UserId = Canary, State = "shipped", Time = end.ToDateTimeOffset(), Items = ["p1"] }]);
        mine.Workspace.Service.Add([new StoredMessage { MessageId = "m", UserId = Canary, Thread = "t", Time = end, Direction = "in", Text = Words }]);
        Train.Run(mine, null, new() { Algorithms = ["implicit-als", "item-knn", "user-knn", "biased-mf", "popular"], Horizon = TimeSpan.FromDays(1) }, "recommend");
        Directory.CreateDirectory(Path.Combine(mine.Workspace.Folder, "plans", "plan-1"));
        File.WriteAllText(Path.Combine(mine.Workspace.Folder, "plans", "plan-1", "offers.csv"), $"user_id,offer\n{Canary},coupon\nu1,coupon\n");
        File.WriteAllText(Path.Combine(mine.Workspace.Folder, "reports", "service.html"), $"<p>{Words}</p>");
        mine.Workspace.Backups.Make(PathOf("backup"));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(mine.Workspace.Folder, "snapshots")).FullName, "features.bin"), Canary + Wish);
        mine.Workspace.Log.AppendAsync([Event(EventKind.Search, end, null) with { EventId = Canary + "/1", Query = Words }], new("call-" + Canary, "body")).Wait(); // in the journal alone
        return mine;
    }

    private static NewEvent Event(EventKind kind, Instant time, string? item) => new() { UserId = Canary, ItemId = item, Kind = kind, Time = time };

    private void Import(Mine mine, string table, string csv)
    {
        File.WriteAllText(PathOf($"{table}-canary.csv"), csv);
        mine.Workspace.Log.Import(new("csv", PathOf($"{table}-canary.csv")) { Table = table == "events" ? null : table });
        File.Delete(PathOf($"{table}-canary.csv")); // the shop's own file is the shop's to delete
    }

    private static bool HoldsCanary(Mine mine, ModelVersion version) =>
        Directory.EnumerateFiles(Path.Combine(mine.Workspace.Folder, "models", version.ToString())).Any(path => Holds(path, Canary));

    private IEnumerable<string> TracesOf(string sign) => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
        .Where(path => !path.EndsWith("taojin.lock", StringComparison.Ordinal)) // empty, and held
        .Where(path => Holds(path, sign) || path.Contains(sign, StringComparison.Ordinal)).Select(path => Path.GetRelativePath(_folder, path));

    private static bool Holds(string path, string sign) => File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(sign)) >= 0;

    private string PathOf(string name) => Path.Combine(_folder, name);
}
