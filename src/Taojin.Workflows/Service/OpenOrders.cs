using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Workflows.Service;

/// <summary>Orders that can still be asked about before the parcel leaves, with what may come back of them.</summary>
/// <remarks>An order is open when the shop told last that it is paid or packing, within thirty days; where it tells no states, when it was placed in the last two days of the log.</remarks>
public sealed class OpenOrders(Mine mine)
{
    private const int Most = 500;
    private static readonly TimeSpan Told = TimeSpan.FromDays(30), Untold = TimeSpan.FromDays(2);
    private static readonly string[] States = ["paid", "packing"];

    /// <summary>Judges each by what was known before it was placed; the lines that come back most probably first. The log is replayed once.</summary>
    /// <exception cref="TaojinException">model.none-published.</exception>
    public OpenOrderList Run()
    {
        var log = new Prepare(mine).Run().Log;
        var end = log.End;
        var open = mine.Workspace.Trade.BoughtSince(end - Told).Where(line => line.State is null ? line.Time >= end - Untold : States.Contains(line.State, StringComparer.OrdinalIgnoreCase))
            .DistinctBy(Key).ToDictionary(Key);
        var risk = new OrderRisk(mine, log, order => order.Lines.Any(line => open.ContainsKey((log.Users.IdAt(order.User), log.Items.Ids.IdAt(line.Item), order.Time))));
        OpenLine[] lines =
        [
            .. risk.Placed.SelectMany(placed => placed.Order.Lines.Select(line => (Bought: open.GetValueOrDefault((placed.Order.UserId, line.ItemId, placed.Time)), line)))
                .Where(each => each.Bought is not null).Select(each => new OpenLine(each.Bought!, each.line)).OrderByDescending(each => each.Risk.Probability),
        ];
        return new(lines.Length, lines.Count(each => each.Risk.ShouldAsk), lines.Where(each => each.Risk.ShouldAsk).Sum(each => each.Risk.Saves), [.. lines.Take(Most)]);
    }

    private static (string User, string Item, Instant Time) Key(BoughtLine line) => (line.UserId, line.ItemId, line.Time);
}

/// <summary>Open orders, looked through.</summary>
/// <param name="Count">Their lines.</param>
/// <param name="ToAsk">Lines of which asking the customer first pays.</param>
/// <param name="Saves">What asking about those saves on average, less what it costs.</param>
/// <param name="Lines">The lines, the most probable return first; 500 at most.</param>
public sealed record OpenOrderList(int Count, int ToAsk, double Saves, IReadOnlyList<OpenLine> Lines);

/// <summary>A line of an open order.</summary>
/// <param name="Bought">Who bought what.</param>
/// <param name="Risk">How probable it is that it comes back, and why.</param>
public sealed record OpenLine(BoughtLine Bought, LineAssessment Risk);
