using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Mining.Learning;
using Taojin.Quality.Frame;
using Taojin.Storage;

namespace Taojin.Quality.Recommenders;

/// <summary>
/// Options that were chosen on validation before, by algorithm, from the files <c>SET.tuned.json</c> and <c>SET.*.tuned.json</c> beside the benchmark;
/// where a file says nothing, defaults stand.
/// </summary>
internal sealed class TunedOptions
{
    private readonly JsonObject _all = [];

    /// <summary>Where the files are.</summary>
    public static string Folder { get; } = Path.Combine(BenchOptions.Root, "benchmarks", "Taojin.Quality", "Recommenders");

    public TunedOptions(string set)
    {
        var folders = new[] { Folder, Path.Combine(Folder, "..", "Deep") }.Where(Directory.Exists);
        foreach (var path in folders.SelectMany(folder => Directory.EnumerateFiles(folder, $"{set}.*json")).Where(path => path.EndsWith(".tuned.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            foreach (var (name, options) in JsonNode.Parse(File.ReadAllText(path), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })!.AsObject())
                _all.TryAdd(name, options?.DeepClone());
    }

    /// <summary>What the files say under a name; null for nothing.</summary>
    public JsonNode? this[string name] => _all[name];

    /// <summary>Options of an algorithm.</summary>
    /// <param name="card">The algorithm.</param>
    /// <param name="name">The name in the files; the algorithm's own when null.</param>
    public object Of(AlgorithmCard card, string? name = null) => _all[name ?? card.Name] is JsonObject given
        ? Known(given, card.Options).Deserialize(card.Options, Snake.Json)!
        : Activator.CreateInstance(card.Options)!;

    /// <summary>Files may hold remarks and measured figures beside options: those are left out.</summary>
    private static JsonObject Known(JsonObject given, Type options)
    {
        var names = options.GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).ToHashSet(StringComparer.Ordinal);
        return new(given.Where(each => names.Contains(each.Key)).Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone())));
    }
}
