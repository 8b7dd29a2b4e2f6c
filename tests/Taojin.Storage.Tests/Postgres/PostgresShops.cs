using Taojin.Testing.Servers;

[assembly: AssemblyFixture(typeof(Taojin.Storage.Tests.Postgres.PostgresShops))]

namespace Taojin.Storage.Tests.Postgres;

/// <summary>One PostgreSQL for all tests, with a database for each shop.</summary>
public sealed class PostgresShops : IDisposable
{
    private readonly Lazy<(PostgresServer Server, string Template)> _server = new(() =>
    {
        var server = PostgresServer.Start();
        var template = server.NewDatabase();
        using var scratch = new Scratch();
        scratch.Init(Settings(template)).Dispose();
        return (server, template);
    });

    /// <summary>A shop's folder and its database, with the tables made already.</summary>
    internal Scratch NewScratch() => new() { Settings = Settings(NewStore()) };

    /// <summary>Address of a store with its tables.</summary>
    internal string NewStore()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        return _server.Value.Server.NewDatabase(_server.Value.Template);
    }

    /// <summary>Files of a database that hold a text.</summary>
    internal IReadOnlyList<string> Traces(string store, string sign) => _server.Value.Server.Traces(store, sign);

    internal static WorkspaceSettings Settings(string store) => new() { Threads = 2, MemoryLimitGb = 1, Store = store };

    /// <inheritdoc />
    public void Dispose()
    {
        if (_server.IsValueCreated)
            _server.Value.Server.Dispose();
    }
}
