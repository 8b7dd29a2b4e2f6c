using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.Access;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Tests.Access;

/// <summary>A shop of a handful of events and no model, made in a moment, for tests of what stands before the answers.</summary>
internal sealed class BareShop : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-bare-").FullName;

    public BareShop(params string[] serverSettings)
    {
        Mine = Mine.Init(Folder, new() { Threads = 1, MemoryLimitGb = 0.5 });
        Settle("server", serverSettings);
        var now = Mine.Now;
        Mine.Workspace.Log.Append([.. Enumerable.Range(0, 20).Select(each => new NewEvent { UserId = $"u{each % 5}", ItemId = $"p{each % 7}", Kind = EventKind.View, Time = now })]);
    }

    public Mine Mine { get; private set; }

    public string Folder => Path.Combine(_folder, "shop");

    public KeyFile Keys => new(Folder, TimeProvider.System);

    public string Add(string name, AccessScopes scopes, params string[] placements) => Keys.Add(name, scopes, placements).Secret;

    public LiveShop Live() => LiveShop.Open(Mine, new Prepare(Mine).Run().Log, threads: 1);

    public Task<RunningServer> Serve(string? serverKey = null, string? clientKey = null, Microsoft.Extensions.Logging.ILoggerProvider? logs = null) =>
        RunningServer.Start((Live(), TimeProvider.System), new() { Port = 0, ApiKey = serverKey, Logs = logs }, clientKey);

    /// <summary>Puts lines in the place of those of a table of taojin.toml, and opens the shop again.</summary>
    public void Settle(string table, params string[] lines)
    {
        var (path, names) = (Path.Combine(Folder, "taojin.toml"), lines.Select(line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal));
        File.WriteAllLines(path, File.ReadAllLines(path).Where(line => !names.Contains(line.Split(' ')[0])).SelectMany(line => line == $"[{table}]" ? [line, .. lines] : new[] { line }));
        Mine.Dispose();
        Mine = Mine.Open(Folder);
    }

    public void Dispose()
    {
        Mine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
