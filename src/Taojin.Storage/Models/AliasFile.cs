using System.Text.Json;
using Taojin.Data;

namespace Taojin.Storage.Models;

/// <summary>Who answers under which name, with everybody who did before: one small file, replaced whole.</summary>
internal sealed class AliasFile(string path, TimeProvider clock) : IAliases
{
    public IReadOnlyDictionary<string, ModelVersion> All() =>
        Read().Where(alias => alias.Value.Count > 0).ToDictionary(alias => alias.Key, alias => ModelVersion.Parse(alias.Value[^1].Version), StringComparer.Ordinal);

    public ModelVersion? Current(string alias) => All().GetValueOrDefault(alias);

    public void Push(string alias, ModelVersion version, string? reason)
    {
        var aliases = Read();
        if (!aliases.TryGetValue(alias, out var history))
            aliases[alias] = history = [];
        if (history is [.., var answering] && answering.Version == version.ToString())
            return; // it answers already; twice in the history, a rollback would change nothing
        history.Add(new(version.ToString(), Instant.Of(clock.GetUtcNow()), reason));
        Write(aliases);
    }

    public ModelVersion Before(string alias) => Read().GetValueOrDefault(alias) is [.., var before, _]
        ? ModelVersion.Parse(before.Version)
        : throw new TaojinException("model.no-earlier", $"Nothing answered under '{alias}' before.", "Publish another version: ./taojin publish");

    public void Pop(string alias, ModelVersion before)
    {
        var aliases = Read();
        aliases[alias].RemoveAt(aliases[alias].Count - 1);
        Write(aliases);
    }

    private SortedDictionary<string, List<Publication>> Read()
    {
        if (!File.Exists(path))
            return new(StringComparer.Ordinal);
        try
        {
            var aliases = JsonSerializer.Deserialize<Dictionary<string, List<Publication>>>(File.ReadAllBytes(path), Snake.Json) ?? [];
            return aliases.Values.All(history => history?.TrueForAll(each => each is { Version: not null }) == true)
                ? new(aliases, StringComparer.Ordinal)
                : throw new JsonException("A version is not named.");
        }
        catch (JsonException damage)
        {
            throw new TaojinException("aliases.damaged", $"{path} cannot be read: {damage.Message}", "Mend or remove the file, then publish again: ./taojin publish", damage);
        }
    }

    private void Write(SortedDictionary<string, List<Publication>> aliases)
    {
        DurableFile.Write(path, JsonSerializer.Serialize(aliases, Snake.Json));
        DurableFile.FlushFolder(Path.GetDirectoryName(path)!);
    }

    private sealed record Publication(string Version, Instant Time, string? Reason);
}
