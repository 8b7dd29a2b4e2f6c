using System.ComponentModel;
using ModelContextProtocol.Server;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Mcp;

/// <summary>How probable purchases are.</summary>
internal sealed class PredictTool : IAgentTool
{
    public McpServerTool Over(AgentShop shop) => McpServerTool.Create(
        ([Description("Whose purchases")] string user_id, [Description("Of which items; those touched in the last thirty days when left out")] string[]? item_ids = null, [Description("At most so many, 1 to 200")] int count = 20) =>
            AgentAnswer.Of(() => shop.Live.Predict(new PredictRequest(user_id, item_ids, AgentShop.Rows(count)))),
        AgentTools.Reads("predict", "Purchase probabilities of a user with their reasons, the most probable first."));
}
