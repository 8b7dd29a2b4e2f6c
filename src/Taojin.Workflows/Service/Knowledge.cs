using Taojin.Data;
using Taojin.Mining.AfterSales;
using Taojin.Storage.Service;

namespace Taojin.Workflows.Service;

/// <summary>What the shop knows at one moment: its texts, ready to be found, and what it calls its items.</summary>
internal sealed record Knowledge(AnswerRetrieval Retrieval, ILookup<string, string> Titles)
{
    private const string Fact = "fact/";

    public static Knowledge Read(Mine mine)
    {
        var documents = mine.Workspace.Service.Documents();
        return new(
            new([.. documents.Select(each => new Passage(each.DocumentId, Enum.Parse<PassageKind>(each.Kind, ignoreCase: true), each.Language, each.Title, each.Text))], encoder: mine.Workspace.Encoder),
            documents.Where(each => each.DocumentId.StartsWith(Fact, StringComparison.Ordinal)).ToLookup(each => each.DocumentId[Fact.Length..], each => each.Title, StringComparer.Ordinal));
    }

    /// <summary>Orders as the assistant speaks of them, with titles in all languages.</summary>
    public IReadOnlyList<OwnOrder> OrdersOf(IEnumerable<StoredOrder> orders) => [.. orders.Select(order => new OwnOrder
    {
        OrderId = order.OrderId,
        State = order.State,
        Time = Instant.Of(order.Time),
        Titles = [.. order.Items.SelectMany(item => Titles[item].DefaultIfEmpty(item))],
        Carrier = order.Carrier,
        Tracking = order.Tracking,
        Expected = order.Expected?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    })];
}
