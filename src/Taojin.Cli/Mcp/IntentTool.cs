using System.ComponentModel;
using ModelContextProtocol.Server;

namespace Taojin.Cli.Mcp;

/// <summary>What a message wants.</summary>
internal sealed class IntentTool : IAgentTool
{
    public McpServerTool Over(AgentShop shop) => McpServerTool.Create(
        ([Description("The customer's message")] string text) => AgentAnswer.Of(() => shop.Assistant.Triage([text])[0]),
        AgentTools.Reads("intent", "Intent, queue, urgency and language of a customer's message; state 'unsure' or 'out-of-scope' means that a person must read it."));
}
