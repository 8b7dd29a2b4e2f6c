using Taojin.Data;
using Taojin.Mining.AfterSales.Returns;
using Taojin.Mining.Learning;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Serving;

/// <summary>How probable it is that an item comes back when a user buys one of it now: the published model of return risk over the returns of the log as it was opened.</summary>
internal sealed class ReturnRisk
{
    private readonly ReturnHistory _history;
    private readonly IProbabilityModel _model;
    private readonly Catalogue _items;

    private ReturnRisk(ReturnHistory history, IProbabilityModel model, Catalogue items) => (_history, _model, _items) = (history, model, items);

    /// <summary>Replays the log when a model is published; null when none is.</summary>
    public static ReturnRisk? Of(Mine mine, ShopLog log)
    {
        if (mine.Models.Current(ReturnRiskTask.Alias) is not { } version)
            return null;
        var open = mine.Models.Open(version);
        var history = new ReturnHistory(log.Items, mine.Calendar);
        ReturnReplay.Run(log, history);
        return new(history, (IProbabilityModel)mine.Algorithms[open.Card.Algorithm].Load(open.Parts), log.Items);
    }

    /// <summary>The probability.</summary>
    public double Of(int user, int item, Instant now)
    {
        var row = new float[ReturnHistory.Columns.Count];
        var line = new PlacedLine(item, _items.PriceOf(item), 1);
        _history.Read(new PlacedOrder(user, now, [line]), line, row);
        return _model.Predict(row);
    }
}
