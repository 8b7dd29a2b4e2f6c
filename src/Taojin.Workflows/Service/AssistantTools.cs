using System.ComponentModel;
using Microsoft.Extensions.AI;
using Taojin.Mining.AfterSales;

namespace Taojin.Workflows.Service;

/// <summary>What a language model may call while it answers one customer: nothing that changes anything, and nothing of another customer.</summary>
/// <param name="own">The customer's orders.</param>
/// <param name="recommend">Titles of items for this customer; null when the shop makes no lists here.</param>
/// <param name="language">Language of the answer.</param>
internal sealed class AssistantTools(IReadOnlyList<OwnOrder> own, Func<int, IReadOnlyList<string>>? recommend, string language)
{
    private const int MostItems = 5;
    private readonly List<Passage> _given = [];

    /// <summary>What the tools have told so far: sources like the passages.</summary>
    public IReadOnlyList<Passage> Given => _given;

    public IList<AITool> All()
    {
        var tools = new List<AITool> { AIFunctionFactory.Create(LookUpOrder, "look_up_order", "State of one of this customer's own orders.") };
        if (recommend is not null)
            tools.Add(AIFunctionFactory.Create(Recommend, "recommend", "Items that this customer may like."));
        return tools;
    }

    private string LookUpOrder([Description("Id of the order")] string order_id) =>
        own.FirstOrDefault(order => order.OrderId.Equals(order_id, StringComparison.OrdinalIgnoreCase)) is { } order
            ? Tell(OrderPassage.Of(order, language))
            : "This customer has no such order.";

    private string Recommend([Description("How many, 1 to 5")] int count) =>
        Tell(new("tool/recommend", PassageKind.Fact, language, "", string.Join("; ", recommend!(Math.Clamp(count, 1, MostItems)))));

    private string Tell(Passage passage)
    {
        _given.Add(passage);
        return $"[{passage.Id}] {passage.Text}";
    }
}
