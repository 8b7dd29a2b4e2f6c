using Taojin.Cluster.Tests;
using Taojin.Testing;
using Taojin.Testing.Servers;
using Taojin.Workflows;

[assembly: AssemblyFixture(typeof(ShopOnNodes))]

namespace Taojin.Cluster.Tests;

/// <summary>A shop in PostgreSQL and three nodes beside it, for tests that each kill one of them at most.</summary>
public sealed class ShopOnNodes : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-").FullName;
    private readonly SemaphoreSlim _turn = new(1);
    private PostgresServer? _postgres;
    private TestCluster? _cluster;
    private int _killed;

    /// <summary>Its turn among the tests that share it; ended by disposing.</summary>
    internal async Task<Turn> TakeAsync()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        if (_cluster is null)
        {
            _postgres = PostgresServer.Start();
            Store = _postgres.NewDatabase();
            using (var mine = Open("独自"))
            {
                var path = Path.Combine(_folder, "日志.csv");
                using (var events = File.CreateText(path))
                    GeneratedShop.Of(new() { Users = 300, Items = 60, Days = 14 }).WriteEvents(events);
                mine.Workspace.Log.Import(new("csv", path), null, CancellationToken.None);
            }
            _cluster = await TestCluster.StartAsync(3, Store);
        }
        return new(this, _cluster);
    }

    /// <summary>Address of the store.</summary>
    public string Store { get; private set; } = "";

    /// <summary>Another store on the same server.</summary>
    internal string NewDatabase() => _postgres!.NewDatabase();

    /// <summary>A workspace on the store, one a name.</summary>
    internal Mine Open(string name) => Directory.Exists(FolderOf(name)) ? Mine.Open(FolderOf(name)) : Mine.Init(FolderOf(name), new() { Threads = 1, MemoryLimitGb = 1, Store = Store });

    internal string FolderOf(string name) => Path.Combine(_folder, name);

    /// <inheritdoc />
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        _postgres?.Dispose();
        _turn.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One test with the cluster to itself.</summary>
    internal sealed class Turn(ShopOnNodes shop, TestCluster cluster) : IDisposable
    {
        public TestCluster Cluster => cluster;

        /// <summary>Kills a node that lives.</summary>
        public void KillOne() => cluster[shop._killed++].Kill();

        public void Dispose() => shop._turn.Release();
    }
}
