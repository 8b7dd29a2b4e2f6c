using System.ComponentModel;
using ModelContextProtocol.Server;

namespace Taojin.Cli.Mcp;

/// <summary>The service assistant.</summary>
internal sealed class AnswerTool : IAgentTool
{
    public McpServerTool Over(AgentShop shop) => McpServerTool.Create(
        ([Description("What a customer asks, in English or Chinese")] string question, CancellationToken cancellation) =>
            AgentAnswer.OfAsync(() => shop.Assistant.AskAsync(new(question, shop.Customer), cancellation: cancellation)),
        AgentTools.Reads("answer", "Answers a customer from the shop's policies, facts and earlier answers, quoting the sources; orders only of the customer that this server was started for."));
}
