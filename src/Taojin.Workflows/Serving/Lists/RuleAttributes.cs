using System.Text.Json;
using Taojin.Mining.Recommendation.Rules;

namespace Taojin.Workflows.Serving.Lists;

/// <summary>Reads attributes as rules ask of them.</summary>
internal static class RuleAttributes
{
    /// <summary>The members of a JSON object; none of anything else.</summary>
    public static Dictionary<string, RuleValue> Of(string? json)
    {
        var attributes = new Dictionary<string, RuleValue>(StringComparer.Ordinal);
        if (json is null)
            return attributes;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            foreach (var each in document.RootElement.EnumerateObject())
                attributes[each.Name] = ValueOf(each.Value);
        return attributes;
    }

    private static RuleValue ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => RuleValue.Of(value.GetDouble()),
        JsonValueKind.Array => RuleValue.Of([.. value.EnumerateArray().Select(each => each.ToString())]),
        JsonValueKind.Null => RuleValue.Unknown,
        _ => RuleValue.Of(value.ToString()),
    };
}
