using System.Text.Json.Nodes;

namespace Taojin.Mining.Text;

/// <summary>Writes down which runs a model of texts knows, and reads it back.</summary>
internal static class GramSettings
{
    public static void Save(TextGramOptions options, JsonObject settings)
    {
        settings["words"] = options.Words;
        settings["shortest_characters"] = options.ShortestCharacters;
        settings["longest_characters"] = options.LongestCharacters;
        settings["signs"] = options.Signs;
        settings["hash_bits"] = options.HashBits;
    }

    public static TextGramOptions Load(JsonObject settings) => new()
    {
        Words = (int)settings["words"]!,
        ShortestCharacters = (int)settings["shortest_characters"]!,
        LongestCharacters = (int)settings["longest_characters"]!,
        Signs = (bool)settings["signs"]!,
        HashBits = (int)settings["hash_bits"]!,
    };
}
