using System.Text;
using Taojin.Testing;
using Taojin.Testing.Servers;
using Taojin.Tests.Shops;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tests;

/// <summary>What is trained beside a server arrives there, and names nobody who was erased while it was trained.</summary>
public class TrainingCopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-copy-").FullName;
    private readonly GeneratedShop _truth = GeneratedShop.Of(new() { Users = 120, Items = 40, Days = 14 });

    private protected virtual string Store => "";

    [Fact]
    public void Models_of_a_training_beside_the_server_arrive_without_who_was_erased_meanwhile()
    {
        using var mine = Open("shop");
        using (var events = File.CreateText(Path.Combine(_folder, "events.csv")))
            _truth.WriteEvents(events);
        mine.Workspace.Log.Import(new("csv", Path.Combine(_folder, "events.csv")));
        Trained(mine, "popular");
        new Publish(mine).Run("recommend@live", mine.Models.Versions().Single(), "the first");
        var erased = mine.Workspace.Log.Read() is var log ? log.Users.IdAt(log.User[0]) : "";
        var copy = new TrainingCopy(mine, "旁边");

        copy.Make("recommend");
        using (var beside = Mine.Open(copy.Folder, clock: mine.Clock))
        {
            Trained(beside, "popular");
            var read = new Prepare(beside).Run();
            mine.Workspace.Privacy.Erase(erased).WasKnown.ShouldBeTrue();
            Train.Run(beside, read, new TrainRequest { Algorithms = ["item-knn", "popular"] }, "recommend", CancellationToken.None);
        }
        var made = copy.Take("recommend");
        copy.Delete();

        made.Select(version => version.ToString()).Order(StringComparer.Ordinal).ShouldBe(["recommend/item-knn/000001", "recommend/popular/000002", "recommend/popular/000003"]);
        mine.Models.Versions().Count.ShouldBe(4);
        using var other = Open("other");
        foreach (var version in Store.Length > 0 ? made : [])
            other.Models.Open(version).Card.Task.ShouldBe("recommend"); // the store has it, so any server does
        foreach (var file in new[] { mine, other }.SelectMany(each => Directory.EnumerateFiles(Path.Combine(each.Workspace.Folder, "models"), "users", SearchOption.AllDirectories)))
            Named(file).ShouldNotContain(erased, file);
        Copies().ShouldBe(Store.Length > 0 ? 2 : 0); // those that serve; the training's own was none
    }

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    private protected virtual int Copies() => 0;

    private protected virtual void Dispose(bool isDisposing) => Directory.Delete(_folder, recursive: true);

    private static string[] Named(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(file)).Split('\n', '\0');

    private Mine Open(string name) => Mine.Init(
        Path.Combine(_folder, name), new() { Store = Store, Threads = 2, MemoryLimitGb = 1 }, clock: new SetClock(_truth.Log.End.ToDateTimeOffset() + TimeSpan.FromSeconds(1)));

    private static void Trained(Mine mine, params string[] algorithms) =>
        Train.Run(mine, new Prepare(mine).Run(), new TrainRequest { Algorithms = algorithms }, "recommend", CancellationToken.None);
}

/// <summary>The same where the store is a PostgreSQL.</summary>
public sealed class SharedTrainingCopyTests : TrainingCopyTests
{
    private readonly PostgresServer _server = Started();
    private string? _store;

    private protected override string Store => _store ??= _server.NewDatabase();

    private protected override int Copies() => int.Parse(PostgresServer.Query(Store, "SELECT count(*) FROM copies"), System.Globalization.CultureInfo.InvariantCulture);

    private protected override void Dispose(bool isDisposing)
    {
        base.Dispose(isDisposing);
        _server.Dispose();
    }

    private static PostgresServer Started()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        return PostgresServer.Start();
    }
}
