using Taojin.Data;
using Taojin.Storage;
using Taojin.Testing;
using Taojin.Workflows;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Training;

namespace Taojin.Tests.Shops;

/// <summary>A shop in a folder of its own: generated, imported through files, trained and published, with a clock that stands at the log's end.</summary>
public sealed class TrainedShop : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-shop-").FullName;

    public TrainedShop()
        : this(null)
    {
    }

    private TrainedShop(IReadOnlyList<string>? algorithms)
    {
        Truth = GeneratedShop.Of(new() { Users = 800, Items = 200, Days = 14 });
        Clock = new(Truth.Log.End.ToDateTimeOffset() + TimeSpan.FromSeconds(1));
        Mine = Mine.Init(Folder, new() { Threads = 2, MemoryLimitGb = 1 }, clock: Clock);
        using (var items = File.CreateText(PathOf("items.csv")))
            Truth.WriteItems(items);
        using (var events = File.CreateText(PathOf("events.csv")))
            Truth.WriteEvents(events);
        Mine.Workspace.Log.Import(new("csv", PathOf("items.csv")) { Table = "items" }, null, CancellationToken.None);
        Mine.Workspace.Log.Import(new("csv", PathOf("events.csv")), null, CancellationToken.None);
        Prepared = new Prepare(Mine).Run();
        Runs = Train.Run(Mine, Prepared, Request with { Algorithms = algorithms }, "all", CancellationToken.None);
        foreach (var task in Train.Tasks)
            new Publish(Mine).RunBest(task);
    }

    /// <summary>A shop with few models, made in a fraction of the time.</summary>
    public static TrainedShop OfFewModels() => new(["gradient-boosting", "logistic", "popular", "item-knn", "implicit-als"]);

    /// <summary>A shop with the models that are named.</summary>
    public static TrainedShop Of(params string[] algorithms) => new(algorithms);

    public GeneratedShop Truth { get; }

    public SetClock Clock { get; }

    public Mine Mine { get; private set; }

    public Prepared Prepared { get; }

    public IReadOnlyList<TrainingRun> Runs { get; }

    public TrainRequest Request => new() { Truth = (user, item, _) => Truth.TrueProbability(user, item), Split = Midnights };

    public string Folder => PathOf("shop");

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>A live shop over the log as it is now.</summary>
    public LiveShop Live() => LiveShop.Open(Mine, new Prepare(Mine).Run().Log, threads: 2);

    /// <summary>Closes the workspace and opens it again, as a new process would.</summary>
    public void Reopen()
    {
        Mine.Dispose();
        Mine = Mine.Open(Folder, clock: Clock);
    }

    /// <summary>Adds lines to the shop's taojin.toml and opens it again.</summary>
    public void Settle(string toml)
    {
        File.AppendAllText(Path.Combine(Folder, "taojin.toml"), toml);
        Reopen();
    }

    /// <summary>The user with the most events, so that there is something to go by.</summary>
    public string Regular => Prepared.Log.Users.IdAt(Prepared.Log.User.CountBy(user => user).MaxBy(each => each.Value).Key);

    public NewEvent Event(string user, string item, EventKind kind) => new() { UserId = user, ItemId = item, Kind = kind, Time = Instant.Of(Clock.GetUtcNow()) };

    public void Dispose()
    {
        Mine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private PurchaseSplit Midnights
    {
        get
        {
            var (last, day) = (Truth.LastMidnight, TimeSpan.FromHours(24));
            return new() { TestCut = last, ValidationCut = last - day, TrainCuts = [last - (3 * day), last - (2 * day)], Horizon = day };
        }
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public void Move(TimeSpan ahead) => _now += ahead;

    public override DateTimeOffset GetUtcNow() => _now;
}
