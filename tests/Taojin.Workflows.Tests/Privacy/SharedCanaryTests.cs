using Taojin.Testing.Servers;

namespace Taojin.Workflows.Tests.Privacy;

/// <summary>The same person in a shop whose store is a PostgreSQL: also no file of its tables, indexes and catalogue holds a trace.</summary>
public sealed class SharedCanaryTests : CanaryTests
{
    private readonly PostgresServer _server = Started();
    private string? _store;

    private protected override string Store => _store ??= _server.NewDatabase();

    private protected override IEnumerable<string> TracesInStore(string sign) => _server.Traces(Store, sign);

    private protected override void Dispose(bool isDisposing)
    {
        _server.Dispose();
        base.Dispose(isDisposing);
    }

    private static PostgresServer Started()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        return PostgresServer.Start();
    }
}
