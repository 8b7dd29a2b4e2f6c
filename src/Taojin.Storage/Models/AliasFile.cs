using System.Text.Json;
using Taojin.Data;

namespace Taojin.Storage.Models;

/// <summary>What was published under which name: one small file, replaced whole.</summary>
internal sealed class AliasFile(string path) : IAliases
{
    private readonly Lock _turn = new();

    public IReadOnlyDictionary<string, IReadOnlyList<Publication>> Read()
    {
        if (!File.Exists(path))
            return new SortedDictionary<string, IReadOnlyList<Publication>>(StringComparer.Ordinal);
        try
        {
            var aliases = JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<Publication>>>(File.ReadAllBytes(path), Snake.Json) ?? [];
            return aliases.Values.All(history => history?.All(each => each is { Version: not null }) == true)
                ? new SortedDictionary<string, IReadOnlyList<Publication>>(aliases, StringComparer.Ordinal)
                : throw new JsonException("A version is not named.");
        }
        catch (JsonException damage)
        {
            throw new TaojinException("aliases.damaged", $"{path} cannot be read: {damage.Message}", "Mend or remove the file, then publish again: ./taojin publish", damage);
        }
    }

    public void Change(string alias, Func<IReadOnlyList<Publication>, IReadOnlyList<Publication>> change)
    {
        lock (_turn)
        {
            var aliases = new SortedDictionary<string, IReadOnlyList<Publication>>(Read().ToDictionary(), StringComparer.Ordinal);
            var before = aliases.GetValueOrDefault(alias) ?? [];
            var after = change(before);
            if (after.SequenceEqual(before))
                return;
            aliases[alias] = after;
            DurableFile.Write(path, JsonSerializer.Serialize(aliases, Snake.Json));
            DurableFile.FlushFolder(Path.GetDirectoryName(path)!);
        }
    }
}
