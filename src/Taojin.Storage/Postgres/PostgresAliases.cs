using Taojin.Data;
using Taojin.Storage.Models;

namespace Taojin.Storage.Postgres;

/// <summary>Who answers under which name, in the store. Of two who move a name at the same time one wins, and the other is told.</summary>
internal sealed class PostgresAliases(PostgresStore store) : IAliases
{
    public IReadOnlyDictionary<string, ModelVersion> All() => store.Read(
        "aliases_read", row => (Alias: row.GetString(0), Version: ModelVersion.Parse(row.GetString(1)))).ToDictionary(each => each.Alias, each => each.Version, StringComparer.Ordinal);

    public ModelVersion? Current(string alias) => History(alias).LastOrDefault().Version;

    public void Push(string alias, ModelVersion version, string? reason)
    {
        var (nth, answering) = History(alias).LastOrDefault();
        if (answering == version)
            return; // it answers already; twice in the history, a rollback would change nothing
        using var write = new PostgresWrite(store, new());
        if (write.Run("alias_push", ("alias", alias), ("nth", nth + 1), ("version", version.ToString()), ("time", Instant.Of(store.Clock.GetUtcNow()).Microseconds), ("reason", reason)) == 0)
            throw Moved(alias);
        write.Commit();
    }

    public ModelVersion Before(string alias) => History(alias) is [.., var before, _]
        ? before.Version
        : throw new TaojinException("model.no-earlier", $"Nothing answered under '{alias}' before.", "Publish another version: ./taojin publish");

    public void Pop(string alias, ModelVersion before)
    {
        if (History(alias) is not [.., var last, var top] || last.Version != before)
            throw Moved(alias);
        using var write = new PostgresWrite(store, new());
        if (write.Run("alias_pop", ("alias", alias), ("nth", top.Nth), ("version", top.Version.ToString())) == 0)
            throw Moved(alias);
        write.Commit();
    }

    private List<(int Nth, ModelVersion Version)> History(string alias) => store.Read("alias_history", row => (row.GetInt32(0), ModelVersion.Parse(row.GetString(1))), ("alias", alias));

    private static TaojinException Moved(string alias) => new(
        "alias.moved", $"Somebody else moved '{alias}' at the same moment.", "Look who answers now (./taojin models), then publish again if you still want to.");
}
