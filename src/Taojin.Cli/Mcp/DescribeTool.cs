using ModelContextProtocol.Server;

namespace Taojin.Cli.Mcp;

/// <summary>What the shop holds.</summary>
internal sealed class DescribeTool : IAgentTool
{
    public McpServerTool Over(AgentShop shop) => McpServerTool.Create(
        () => AgentAnswer.Of(() => new
        {
            shop.Mine.Workspace.Settings.ShopName, shop.Mine.Workspace.Settings.Currency, Log = shop.Mine.Workspace.Log.Summary(),
            Documents = shop.Mine.Workspace.Service.Documents().Count, shop.Live.HasRecommender, shop.Live.HasPurchaseModel,
        }),
        AgentTools.Reads("describe_shop", "What the shop holds: events, tables, models that answer."));
}
