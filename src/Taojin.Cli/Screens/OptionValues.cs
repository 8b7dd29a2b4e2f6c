using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage;

namespace Taojin.Cli.Screens;

/// <summary>Options of algorithms from the command line: algorithm.option=value, checked against the option record.</summary>
internal static class OptionValues
{
    public static IReadOnlyDictionary<string, object> Parse(Algorithms algorithms, IReadOnlyList<string> settings, bool isPaper)
    {
        var values = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        if (isPaper)
            values["mlp"] = new() { ["epochs"] = 10, ["batch_size"] = 32, ["learning_rate"] = 1e-3, ["schedule"] = "constant" };
        foreach (var setting in settings)
        {
            if (setting.Split('=', 2) is not [var name, var value] || name.Split('.', 2) is not [var algorithm, var option])
                throw new TaojinException("usage.set", $"'{setting}' is no option.", "Write it as algorithm.option=value, such as gradient-boosting.leaves=31.");
            _ = KnownOption(algorithms[algorithm], option);
            values.TryAdd(algorithm, []);
            values[algorithm][option] = Value(value);
        }
        return values.ToDictionary(each => each.Key, each => Read(algorithms[each.Key], each.Value), StringComparer.Ordinal);
    }

    private static string KnownOption(AlgorithmCard card, string option)
    {
        var known = card.Options.GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).ToArray();
        return known.Contains(option)
            ? option
            : throw new TaojinException("usage.option-unknown", $"'{card.Name}' has no option '{option}'.", $"It has: {string.Join(", ", known)}.");
    }

    private static object Read(AlgorithmCard card, JsonObject values)
    {
        try
        {
            return values.Deserialize(card.Options, Snake.Json)!;
        }
        catch (JsonException fault)
        {
            throw new TaojinException("usage.option-value", $"{card.Name}: {fault.Message}", "Give the option a value of its kind.", fault);
        }
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text); // a word, such as cosine
        }
    }
}
