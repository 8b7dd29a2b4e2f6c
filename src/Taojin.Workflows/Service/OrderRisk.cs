using Taojin.Data;
using Taojin.Mining.AfterSales.Returns;
using Taojin.Mining.Learning;
using Taojin.Workflows.Serving;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Service;

/// <summary>Says of an order, before it is sent, what may come back, why, and whether it pays to ask the customer first.</summary>
public sealed class OrderRisk
{
    private const int ReasonsShown = 3;
    private readonly Mine _mine;
    private readonly ShopLog _log;
    private readonly ReturnHistory _history;
    private readonly IProbabilityModel _model;
    private readonly string _version;
    private readonly List<(Instant Time, OrderAssessment Order)> _placed = [];

    /// <summary>Replays the log and reads the published model.</summary>
    /// <param name="mine">The shop.</param>
    /// <param name="log">Its cleaned log.</param>
    /// <param name="asked">Which orders of the log are judged on the way; null for none.</param>
    /// <exception cref="TaojinException">model.none-published.</exception>
    public OrderRisk(Mine mine, ShopLog log, Predicate<PlacedOrder>? asked = null)
    {
        var version = mine.Models.Current(ReturnRiskTask.Alias)
            ?? throw new TaojinException("model.none-published", "No model of return risk is published.", "Run: ./taojin train --task return-risk, then: ./taojin publish return-risk");
        var open = mine.Models.Open(version);
        (_mine, _log, _version, _model) = (mine, log, version.ToString(), (IProbabilityModel)mine.Algorithms[open.Card.Algorithm].Load(open.Parts));
        _history = new(log.Items, mine.Calendar);
        ReturnReplay.Run(log, _history, asked is null ? null : (order, _) =>
        {
            if (asked(order))
                _placed.Add((order.Time, Assess(log.Users.IdAt(order.User), order, new())));
        });
    }

    /// <summary>The orders of the log that were asked for, each judged by what was known before it was placed, in order of time.</summary>
    public IReadOnlyList<(Instant Time, OrderAssessment Order)> Placed => _placed;

    /// <summary>Judges an order as if it were placed now.</summary>
    /// <param name="userId">The customer; one who is unknown is new.</param>
    /// <param name="lines">What is ordered, at least one line.</param>
    /// <param name="costs">The shop's costs; usual ones when null.</param>
    /// <exception cref="TaojinException">item.unknown.</exception>
    public OrderAssessment Assess(string userId, IReadOnlyList<AskedLine> lines, ReturnCosts? costs = null)
    {
        if (lines.Count == 0)
            throw new TaojinException("order.empty", "The order has no lines.", "Name at least one item.");
        var order = new PlacedOrder(_log.Users.IndexOf(userId), new(Math.Max(_mine.Now.Microseconds, _log.End.Microseconds)), [.. lines.Select(Line)]);
        return Assess(userId, order, costs ?? new());
    }

    private OrderAssessment Assess(string userId, PlacedOrder order, ReturnCosts costs) => new(userId, _version, [.. order.Lines.Select(line => Assess(order, line, costs))]);

    private PlacedLine Line(AskedLine line) => _log.Items.Ids.TryIndexOf(line.ItemId, out var item)
        ? new(item, line.Price ?? _log.Items.PriceOf(item), line.Quantity)
        : throw new TaojinException("item.unknown", $"The log and the catalogue hold no item '{line.ItemId}'.", "Import the item first, or ask for another.");

    private LineAssessment Assess(PlacedOrder order, PlacedLine line, ReturnCosts costs)
    {
        var row = new float[ReturnHistory.Columns.Count];
        _history.Read(order, line, row);
        var probability = _model.Predict(row);
        var saves = ReturnAdvice.Saves(probability, line.Value, costs);
        return new(_log.Items.Ids.IdAt(line.Item), _log.Items.NameOf(line.Item), probability, saves, saves > 0, Reasons(row));
    }

    private List<AnswerReason> Reasons(float[] row)
    {
        if (_model is not IExplainsProbability explains)
            return [];
        var parts = new double[row.Length];
        explains.Explain(row, parts);
        return [.. Enumerable.Range(0, parts.Length).OrderByDescending(column => Math.Abs(parts[column])).Take(ReasonsShown).Where(column => parts[column] != 0)
            .Select(column => FeatureReason.Of(ReturnHistory.Columns[column], row[column], parts[column]))];
    }
}

/// <summary>One line that is about to be ordered.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Price">Price of a unit; the catalogue's when null.</param>
public sealed record AskedLine(string ItemId, float Quantity = 1, float? Price = null);

/// <summary>What may come back of an order.</summary>
/// <param name="UserId">The customer.</param>
/// <param name="Model">The model that says so.</param>
/// <param name="Lines">One assessment a line, in their order.</param>
public sealed record OrderAssessment(string UserId, string Model, IReadOnlyList<LineAssessment> Lines);

/// <summary>How probable it is that a line comes back.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Probability">Probability that units of it come back within the model's horizon.</param>
/// <param name="Saves">Money that asking the customer first saves on average, less what asking costs.</param>
/// <param name="ShouldAsk">Whether asking pays.</param>
/// <param name="Reasons">What moved the probability most.</param>
public sealed record LineAssessment(string ItemId, string Title, double Probability, double Saves, bool ShouldAsk, IReadOnlyList<AnswerReason> Reasons);
