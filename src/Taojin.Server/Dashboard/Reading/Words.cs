using System.Collections.Frozen;
using System.Text.Json;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>Texts of the dashboard, in <c>Words/*.json</c>: one key, the English and the Chinese beside each other.</summary>
internal static class Words
{
    private static readonly FrozenDictionary<string, string[]> All = Read();

    public static IReadOnlyDictionary<string, string[]> Texts => All;

    public static string Of(string key, bool isChinese) => Find(key, isChinese) ?? $"⟨{key}⟩";

    public static string? Find(string key, bool isChinese) => All.TryGetValue(key, out var texts) ? texts[isChinese ? 1 : 0] : null;

    private static FrozenDictionary<string, string[]> Read()
    {
        var texts = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var home = typeof(Words).Assembly;
        foreach (var name in home.GetManifestResourceNames().Where(name => name.StartsWith("words/", StringComparison.Ordinal)))
        {
            using var stream = home.GetManifestResourceStream(name)!;
            foreach (var (key, both) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!)
                texts.Add(key, both); // a key that stands twice is a fault
        }
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
