using System.Text.Json;
using Taojin.Storage;

namespace Taojin.Workflows.Tests;

/// <summary>What a server says of a result, a verb that goes through it reads back whole.</summary>
internal static class SaidTwice
{
    /// <summary>Fails unless the JSON of what is read from the JSON is the same JSON.</summary>
    public static T ShouldBeReadBack<T>(this T said)
    {
        var text = JsonSerializer.Serialize(said, Snake.Json);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(text, Snake.Json), Snake.Json).ShouldBe(text);
        return said;
    }
}
