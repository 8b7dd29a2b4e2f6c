using System.Text.Json;
using System.Text.Json.Serialization;

namespace Taojin.Mining.Learning;

/// <summary>Options of algorithms as JSON: names in snake_case, words of enums in snake_case, unknown names refused.</summary>
internal static class SnakeOptions
{
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
