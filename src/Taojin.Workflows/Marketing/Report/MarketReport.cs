using System.Text.Json;
using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Workflows.Marketing.Report;

/// <summary>Writes the whole of marketing as one self-contained page in both languages, and its JSON twin.</summary>
public sealed class MarketReport(Mine mine)
{
    /// <summary>Writes both files into the shop's reports.</summary>
    /// <returns>Path of the page.</returns>
    public string Write()
    {
        var content = Make();
        var folder = Directory.CreateDirectory(Path.Combine(mine.Workspace.Folder, "reports")).FullName;
        var page = Path.Combine(folder, "marketing.html");
        DurableFile.Write(page, new MarketReportPage(content).ToHtml());
        DurableFile.Write(Path.Combine(folder, "marketing.json"), JsonSerializer.Serialize(content, Snake.Json));
        return page;
    }

    /// <summary>All that the page says, as data.</summary>
    public MarketReportContent Make()
    {
        var orders = mine.Workspace.Trade.Orders();
        Needs.Orders(orders);
        var money = Enumerable.Range(0, orders.Count).Sum(orders.ValueOf);
        return new()
        {
            Shop = mine.Workspace.Settings.ShopName, From = orders.Time[0], Until = orders.End, MadeAt = mine.Now,
            Orders = orders.Count, Customers = orders.User.Distinct().Count(), Spent = money, Returned = orders.Returned,
            Sections = [.. Sections().Select(section => section.Make(mine)).OfType<ReportSection>()],
        };
    }

    private static IEnumerable<IReportSection> Sections() => typeof(IReportSection).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IReportSection).IsAssignableFrom(type))
        .Select(type => (IReportSection)Activator.CreateInstance(type)!)
        .OrderBy(section => section.Place);
}

/// <summary>The marketing report as data.</summary>
public sealed record MarketReportContent
{
    /// <summary>Name of the shop.</summary>
    public required string Shop { get; init; }

    /// <summary>First order.</summary>
    public required Instant From { get; init; }

    /// <summary>Last thing bought or sent back.</summary>
    public required Instant Until { get; init; }

    /// <summary>When the report was made.</summary>
    public required Instant MadeAt { get; init; }

    /// <summary>Orders that were kept, wholly or in part.</summary>
    public required int Orders { get; init; }

    /// <summary>Customers with such orders.</summary>
    public required int Customers { get; init; }

    /// <summary>Money of what was kept.</summary>
    public required double Spent { get; init; }

    /// <summary>Money of what came back.</summary>
    public required double Returned { get; init; }

    /// <summary>Questions with their answers.</summary>
    public required IReadOnlyList<ReportSection> Sections { get; init; }
}
