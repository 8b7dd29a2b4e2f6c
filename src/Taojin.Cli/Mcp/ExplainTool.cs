using System.ComponentModel;
using ModelContextProtocol.Server;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Mcp;

/// <summary>Why an item is or is not in a list.</summary>
internal sealed class ExplainTool : IAgentTool
{
    public McpServerTool Over(AgentShop shop) => McpServerTool.Create(
        ([Description("The user")] string user_id, [Description("The item")] string item_id) => AgentAnswer.Of(() => shop.Live.Explain(new ExplainRequest(user_id, item_id))),
        AgentTools.Reads("explain", "Why an item is or is not in a user's list."));
}
