using System.ComponentModel;
using ModelContextProtocol.Server;
using Taojin.Data;

namespace Taojin.Cli.Mcp;

/// <summary>Writes one event into the log.</summary>
internal sealed class AddEventTool : IAgentTool
{
    public bool Writes => true;

    public McpServerTool Over(AgentShop shop) => McpServerTool.Create(
        ([Description("An id of your own: sent twice, it counts once")] string event_id, [Description("Who did it")] string user_id, [Description("view, favorite, cart, purchase, return, rate, contact")] string kind, [Description("With which item")] string? item_id = null) =>
            AgentAnswer.Of(() => EventKinds.TryParse(kind, out var known)
                ? (object)shop.Live.Observe([new() { EventId = event_id, UserId = user_id, Kind = known, ItemId = item_id, Time = shop.Mine.Now }]).Statuses[0]
                : throw new TaojinException("event.kind-unknown", $"'{kind}' is no kind.", $"Known: {string.Join(", ", EventKinds.All)}.")),
        new() { Name = "add_event", Description = "Writes one event into the shop's log; the next answer knows it.", ReadOnly = false, Destructive = false, Idempotent = true, OpenWorld = false, SerializerOptions = Storage.Snake.Json });
}
