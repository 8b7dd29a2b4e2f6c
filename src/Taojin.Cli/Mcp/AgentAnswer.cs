using System.Text.Json;
using ModelContextProtocol.Protocol;
using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Cli.Mcp;

/// <summary>An answer to an agent: JSON as everywhere in Taojin, or a fault with code, cause and remedy.</summary>
internal static class AgentAnswer
{
    public static CallToolResult Of<T>(Func<T> ask)
    {
        try
        {
            return Text(JsonSerializer.Serialize(ask(), Snake.Json));
        }
        catch (TaojinException fault)
        {
            return Fault(fault);
        }
    }

    public static async Task<CallToolResult> OfAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return Text(JsonSerializer.Serialize(await ask(), Snake.Json));
        }
        catch (TaojinException fault)
        {
            return Fault(fault);
        }
    }

    private static CallToolResult Fault(TaojinException fault) => Text(JsonSerializer.Serialize(new { fault.Code, fault.Message, fault.Remedy }, Snake.Json), isError: true);

    private static CallToolResult Text(string text, bool isError = false) => new() { Content = [new TextContentBlock { Text = text }], IsError = isError };
}
