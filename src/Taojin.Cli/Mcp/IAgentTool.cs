using ModelContextProtocol.Server;

namespace Taojin.Cli.Mcp;

/// <summary>One thing that an agent can ask of the shop: one file, found by its type.</summary>
internal interface IAgentTool
{
    /// <summary>Whether it changes anything; such a tool is there only with <c>--allow-write</c>.</summary>
    bool Writes => false;

    /// <summary>The tool over an open shop.</summary>
    McpServerTool Over(AgentShop shop);
}

/// <summary>All tools that an agent may be given.</summary>
internal static class AgentTools
{
    /// <summary>The tools, by their types' names.</summary>
    public static IReadOnlyList<McpServerTool> Of(AgentShop shop, bool allowWrite) =>
    [
        .. typeof(IAgentTool).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IAgentTool).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (IAgentTool)Activator.CreateInstance(type)!)
            .Where(tool => allowWrite || !tool.Writes)
            .Select(tool => tool.Over(shop)),
    ];

    /// <summary>What clients are told of a tool that only reads.</summary>
    public static McpServerToolCreateOptions Reads(string name, string description) => new()
    {
        Name = name, Description = description, ReadOnly = true, Destructive = false, Idempotent = true, OpenWorld = false, SerializerOptions = Storage.Snake.Json,
    };
}
