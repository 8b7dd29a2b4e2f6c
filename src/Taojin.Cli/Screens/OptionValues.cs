using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Storage;

namespace Taojin.Cli.Screens;

/// <summary>Options of algorithms from the command line: algorithm.option=value, checked against the option record.</summary>
internal static class OptionValues
{
    private const string WeightPrefix = "weights.";

    public static IReadOnlyDictionary<string, object> Parse(Algorithms algorithms, IReadOnlyList<string> settings, bool isPaper)
    {
        var values = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        if (isPaper)
            values["mlp"] = new() { ["epochs"] = 10, ["batch_size"] = 32, ["learning_rate"] = 1e-3, ["schedule"] = "constant" };
        foreach (var setting in settings.Where(setting => !setting.StartsWith(WeightPrefix, StringComparison.Ordinal)))
        {
            if (setting.Split('=', 2) is not [var name, var value] || name.Split('.', 2) is not [var algorithm, var option])
                throw new TaojinException("usage.set", $"'{setting}' is no option.", "Write it as algorithm.option=value, such as gradient-boosting.leaves=31.");
            var property = KnownOption(algorithms[algorithm], option);
            values.TryAdd(algorithm, []);
            values[algorithm][option] = IsWords(property.PropertyType) && !value.StartsWith('[') ? new JsonArray([.. value.Split(',').Select(word => (JsonNode)word)]) : Value(value);
        }
        return values.ToDictionary(each => each.Key, each => Read(algorithms[each.Key], each.Value), StringComparer.Ordinal);
    }

    /// <summary>What behaviour counts: weights.KIND=NUMBER.</summary>
    public static GivenWeights Weights(IReadOnlyList<string> settings)
    {
        var values = new JsonObject();
        foreach (var setting in settings.Where(setting => setting.StartsWith(WeightPrefix, StringComparison.Ordinal)))
            values[setting[WeightPrefix.Length..].Split('=')[0]] = setting.Split('=') is [var name, var text]
                && typeof(GivenWeights).GetProperties().Any(property => property.Name.Equals(name[WeightPrefix.Length..], StringComparison.OrdinalIgnoreCase))
                && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var weight) && weight is >= 0 and <= 1000
                    ? weight
                    : throw new TaojinException("usage.set", $"'{setting}' is no weight.", "Write it as weights.view=1, with view, favorite, cart, purchase or rate and a number from 0 to 1000.");
        return values.Deserialize<GivenWeights>(Snake.Json)!;
    }

    private static bool IsWords(Type type) => type == typeof(IReadOnlyList<string>);

    private static System.Reflection.PropertyInfo KnownOption(AlgorithmCard card, string option)
    {
        var properties = card.Options.GetProperties().Where(property => !property.IsDefined(typeof(System.Text.Json.Serialization.JsonIgnoreAttribute), inherit: true)).ToDictionary(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), StringComparer.Ordinal);
        var known = properties.Keys;
        return properties.TryGetValue(option, out var property)
            ? property
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
